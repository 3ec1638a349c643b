import type { Membership } from '@carbon-track/contract/roles.ts';

export type Memberships = {
  find(sub: string): Promise<Membership | null>;
  put(membership: Membership): Promise<void>;
};
