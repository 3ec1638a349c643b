import type { Membership } from '@carbon-track/contract/roles.ts';
import type { Memberships } from '../../lambdas/adapters/ports/memberships.ts';

const network = (role: 'hq-manager' | 'ops' | 'verifier'): Membership => ({
  sub: role,
  name: role,
  role,
  factoryId: null,
  expiresAtMs: null,
});

/** One account per role (its `sub` is the role's name) and one whose membership ended at 1,000 ms. */
export const people: readonly Membership[] = [
  { sub: 'factory-manager', name: 'Chebet', role: 'factory-manager', factoryId: 'own', expiresAtMs: null },
  network('hq-manager'),
  network('ops'),
  network('verifier'),
  { ...network('ops'), sub: 'expired', expiresAtMs: 1_000 },
];

export const memoryMemberships = (members: readonly Membership[] = people): Memberships => {
  const bySub = new Map(members.map((member) => [member.sub, member]));
  return {
    find: async (sub) => bySub.get(sub) ?? null,
    put: async (member) => {
      bySub.set(member.sub, member);
    },
  };
};
