import { liveSessionSeconds } from '@carbon-track/contract/live.ts';
import type { Membership } from '@carbon-track/contract/roles.ts';
import { webClientId } from '@carbon-track/contract/topics.ts';
import { browserPolicy } from '../adapters/iot-policy.ts';
import type { LeaseRecord } from '../adapters/ports/leases.ts';
import type { MqttCredentials } from './mqtt-credentials.ts';
import type { AuthorizerAnswer, AuthorizerPorts, VerifyIdToken } from './ports.ts';

const refused: AuthorizerAnswer = { isAuthenticated: false };

/** A token that cannot be verified is no fault of ours, so it is a value here and not an error. */
const subjectOf = async (verify: VerifyIdToken, idToken: string): Promise<string | null> => {
  try {
    return (await verify(idToken)).sub;
  } catch {
    return null;
  }
};

const isInForce = (member: Membership | null, nowMs: number): member is Membership =>
  member !== null && (member.expiresAtMs === null || member.expiresAtMs > nowMs);

/** A membership may have changed since the lease was taken, so the lease alone is not enough. */
const mayWatch = (member: Membership, { factoryId }: LeaseRecord): boolean =>
  member.role !== 'factory-manager' || member.factoryId === factoryId;

/**
 * Allows a browser tab exactly the live topics its account holds leases for, under the client id of one of them.
 * The session is checked again, and cut, after 300 s.
 */
export const authorizeSession = async (
  { verifyIdToken, memberships, leases, now, arnPrefix }: AuthorizerPorts,
  { clientId, idToken }: MqttCredentials,
): Promise<AuthorizerAnswer> => {
  const sub = await subjectOf(verifyIdToken, idToken);
  if (sub === null) return refused;
  const member = await memberships.find(sub);
  if (!isInForce(member, now())) return refused;
  const held = (await leases.ofUser(sub, now())).filter((lease) => mayWatch(member, lease));
  if (!held.some(({ tabId }) => webClientId(sub, tabId) === clientId)) return refused;
  const factoryIds = [...new Set(held.map(({ factoryId }) => factoryId))];
  return {
    isAuthenticated: true,
    // AWS IoT allows letters and digits only here; the name is for its logs.
    principalId: sub.replaceAll(/[^A-Za-z0-9]/g, '').slice(0, 128),
    policyDocuments: [browserPolicy(arnPrefix, { clientId, factoryIds })],
    disconnectAfterInSeconds: liveSessionSeconds,
    refreshAfterInSeconds: liveSessionSeconds,
  };
};
