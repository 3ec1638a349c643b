import {
  type Lease,
  type LeaseRequest,
  leaseSeconds,
  maxLeasesPerUser,
} from '@carbon-track/contract/live.ts';
import { liveTopic, webClientId } from '@carbon-track/contract/topics.ts';
import { refuse } from '../middleware/refusal.ts';
import type { LivePorts } from './ports.ts';

/** Takes or renews the lease of one browser tab on one factory's live topic, for 60 s. */
export const takeLease = async (
  { leases, registry, now, isTooOften }: LivePorts & { readonly isTooOften: (sub: string) => boolean },
  { factoryId, tabId }: LeaseRequest,
  sub: string,
): Promise<Lease> => {
  if (isTooOften(sub))
    throw refuse('too-many-requests', 'Renew a lease every 30 s; wait a minute and try again.');
  if ((await registry.factory(factoryId)) === null)
    throw refuse('not-found', 'There is no such factory; GET /api/factories lists them.');
  const expiresAtMs = now() + leaseSeconds * 1_000;
  if ((await leases.take({ factoryId, sub, tabId, expiresAtMs }, now())) === 'limit')
    throw refuse(
      'too-many-requests',
      `This account has ${maxLeasesPerUser} live pages open; close one, or wait a minute.`,
    );
  return { factoryId, topic: liveTopic(factoryId), clientId: webClientId(sub, tabId), expiresAtMs };
};
