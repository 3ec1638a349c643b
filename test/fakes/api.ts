import type { Noun } from '@carbon-track/contract/route.ts';
import { type RouteName, routes } from '@carbon-track/contract/routes.ts';
import { ruleNames } from '@carbon-track/contract/topics.ts';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { createDynamoAlerts } from '../../lambdas/adapters/dynamo-alerts.ts';
import { createDynamoDayStore } from '../../lambdas/adapters/dynamo-day-store.ts';
import { createDynamoDirtyHours } from '../../lambdas/adapters/dynamo-dirty-hours.ts';
import { createDynamoLeases } from '../../lambdas/adapters/dynamo-leases.ts';
import { createDynamoMinuteStore } from '../../lambdas/adapters/dynamo-minute-store.ts';
import { createDynamoNetworkStatus } from '../../lambdas/adapters/dynamo-network-status.ts';
import { createDynamoRegistry } from '../../lambdas/adapters/dynamo-registry.ts';
import { createDynamoUploadReceipts } from '../../lambdas/adapters/dynamo-upload-receipts.ts';
import { createObjectArchive } from '../../lambdas/adapters/object-archive.ts';
import { createObjectQuarantine } from '../../lambdas/adapters/object-quarantine.ts';
import { createHandler as createAlerts } from '../../lambdas/alerts/handler.ts';
import { createHandler as createDevices } from '../../lambdas/devices/handler.ts';
import { createHandler as createDocs } from '../../lambdas/docs/handler.ts';
import { createHandler as createEmissions } from '../../lambdas/emissions/handler.ts';
import { createHandler as createFactories } from '../../lambdas/factories/handler.ts';
import { createHandler as createLive } from '../../lambdas/live/handler.ts';
import type { ApiHandler } from '../../lambdas/middleware/api-door.ts';
import { createHandler as createQuarantine } from '../../lambdas/quarantine/handler.ts';
import { createHandler as createUsers } from '../../lambdas/users/handler.ts';
import { apiEvent, type CallInput, idTokenOf } from './api-event.ts';
import { memoryShadows } from './device-shadow.ts';
import type { TestTables } from './dynalite.ts';
import { fakeIdentity } from './identity.ts';
import { memoryMemberships } from './memberships.ts';
import { memoryObjectStore } from './object-store.ts';

/** The whole API on real tables: real handlers, real adapters, objects in memory, certificates that are names. */
export const startApi = (tables: TestTables, now: () => number) => {
  const { client, ledgerTable, telemetryTable } = tables;
  const lines: Record<string, unknown>[] = [];
  const certificates = fakeIdentity();
  const shadows = memoryShadows(now);
  const stores = {
    registry: createDynamoRegistry(client, ledgerTable),
    minutes: createDynamoMinuteStore(client, telemetryTable),
    days: createDynamoDayStore(client, telemetryTable),
    dirtyHours: createDynamoDirtyHours(client, telemetryTable),
    networkStatus: createDynamoNetworkStatus(client, telemetryTable),
    alerts: createDynamoAlerts(client, ledgerTable),
    leases: createDynamoLeases(client, ledgerTable),
    receipts: createDynamoUploadReceipts(client, ledgerTable),
    archive: createObjectArchive(memoryObjectStore()),
    quarantine: createObjectQuarantine(memoryObjectStore()),
    identity: certificates.identity,
    shadow: shadows.shadow,
  };
  const door = {
    memberships: memoryMemberships(),
    now,
    log: (line: Readonly<Record<string, unknown>>): void => {
      lines.push({ ...line });
    },
  };
  const ports = { ...stores, ...door, rules: ruleNames('test') };
  const nouns: Record<Noun, ApiHandler> = {
    users: createUsers(ports),
    factories: createFactories(ports),
    emissions: createEmissions(ports),
    devices: createDevices(ports),
    alerts: createAlerts(ports),
    live: createLive(ports),
    quarantine: createQuarantine(ports),
    docs: createDocs(ports),
  };
  const send = (name: RouteName, event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> =>
    nouns[routes[name].noun](event);
  return {
    ...stores,
    certificates,
    shadows,
    lines,
    send,
    /** Calls a route as the account whose `sub` is given; null is a call without a token. */
    call: (name: RouteName, sub: string | null, input: CallInput = {}): Promise<APIGatewayProxyResult> =>
      send(name, apiEvent(name, { ...input, claims: sub === null ? null : idTokenOf(sub) })),
  };
};
export type TestApi = ReturnType<typeof startApi>;
