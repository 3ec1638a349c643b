import type { ruleNames } from '@carbon-track/contract/topics.ts';
import { cachedMemberships, cachedRegistry } from '../../lambdas/adapters/cached.ts';
import type { DeviceIdentity } from '../../lambdas/adapters/ports/device-identity.ts';
import type { DeviceShadow } from '../../lambdas/adapters/ports/device-shadow.ts';
import type { LivePublisher } from '../../lambdas/adapters/ports/live-publisher.ts';
import { createHandler as createAlerts } from '../../lambdas/alerts/handler.ts';
import { createHandler as createConvertLive } from '../../lambdas/convert-live/handler.ts';
import { createHandler as createConvertStore } from '../../lambdas/convert-store/handler.ts';
import { createHandler as createDeviceEvent } from '../../lambdas/device-event/handler.ts';
import { createHandler as createDevices } from '../../lambdas/devices/handler.ts';
import { createHandler as createDocs } from '../../lambdas/docs/handler.ts';
import { createHandler as createEmissions } from '../../lambdas/emissions/handler.ts';
import { createHandler as createFactories } from '../../lambdas/factories/handler.ts';
import { createHandler as createLive } from '../../lambdas/live/handler.ts';
import { createHandler as createAuthorizer } from '../../lambdas/live-authorizer/handler.ts';
import type { VerifyIdToken } from '../../lambdas/live-authorizer/ports.ts';
import { createHandler as createQuarantine } from '../../lambdas/quarantine/handler.ts';
import { createHandler as createReconcile } from '../../lambdas/reconcile/handler.ts';
import { createHandler as createRollup } from '../../lambdas/rollup/handler.ts';
import { createHandler as createUsers } from '../../lambdas/users/handler.ts';
import { createHandler as createWatch } from '../../lambdas/watch/handler.ts';
import type { NounHandlers } from '../gateway/api-gateway.ts';
import type { LocalPorts } from './local-ports.ts';

export type HandlerContext = {
  readonly ports: LocalPorts;
  readonly arnPrefix: string;
  readonly verifyIdToken: VerifyIdToken;
  readonly now: () => number;
  /** One structured line of a Lambda's log. */
  readonly log: (line: Readonly<Record<string, unknown>>) => void;
};

/** As in the cloud: what was provisioned or moved is known to ingest after at most this long. */
const registryCacheMs = 30_000;

/** The Lambdas behind the stream, the rules and the clock. */
export const createWorkHandlers = ({ ports, now, log }: HandlerContext) => {
  const registry = cachedRegistry(ports.registry, registryCacheMs, now);
  return {
    convertStore: createConvertStore({ ...ports, registry, now, log }),
    deviceEvent: createDeviceEvent({ ...ports, now, log }),
    rollup: createRollup({ ...ports, now, log }),
    reconcile: createReconcile({ ...ports, now, log }),
    watch: createWatch({ ...ports, now, log }),
  };
};

/** Publishes through the broker, so it can be made only once that one runs. */
export const createLiveHandler = ({ ports, now, log }: HandlerContext, publisher: LivePublisher) =>
  createConvertLive({
    leases: ports.leases,
    registry: cachedRegistry(ports.registry, registryCacheMs, now),
    publisher,
    now,
    log,
  });

export const createAuthorizerHandler = ({ ports, now, arnPrefix, verifyIdToken }: HandlerContext) =>
  createAuthorizer({ ...ports, now, arnPrefix, verifyIdToken });

/** One handler per noun of the API. */
export const createNounHandlers = (
  { ports, now, log }: HandlerContext,
  identity: DeviceIdentity,
  shadow: DeviceShadow,
  rules: ReturnType<typeof ruleNames>,
): NounHandlers => {
  const door = { memberships: cachedMemberships(ports.memberships, now), now, log };
  return {
    emissions: createEmissions({ ...ports, ...door }),
    factories: createFactories({ ...ports, ...door }),
    devices: createDevices({ ...ports, ...door, identity, shadow, rules }),
    alerts: createAlerts({ ...ports, ...door }),
    live: createLive({ ...ports, ...door }),
    quarantine: createQuarantine({ ...ports, ...door }),
    users: createUsers(door),
    docs: createDocs({ log }),
  };
};
