import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { directUpdate } from '../../lambdas/adapters/direct-update.ts';
import { createDynamoAlerts } from '../../lambdas/adapters/dynamo-alerts.ts';
import { createDynamoDayStore } from '../../lambdas/adapters/dynamo-day-store.ts';
import { createDynamoDirtyHours } from '../../lambdas/adapters/dynamo-dirty-hours.ts';
import { createDynamoLeases } from '../../lambdas/adapters/dynamo-leases.ts';
import { createDynamoMemberships } from '../../lambdas/adapters/dynamo-memberships.ts';
import { createDynamoMinuteStore } from '../../lambdas/adapters/dynamo-minute-store.ts';
import { createDynamoNetworkStatus } from '../../lambdas/adapters/dynamo-network-status.ts';
import { createDynamoProduction } from '../../lambdas/adapters/dynamo-production.ts';
import { createDynamoRegistry } from '../../lambdas/adapters/dynamo-registry.ts';
import { createDynamoUploadReceipts } from '../../lambdas/adapters/dynamo-upload-receipts.ts';
import { createDynamoWatermarks } from '../../lambdas/adapters/dynamo-watermarks.ts';
import { createObjectArchive } from '../../lambdas/adapters/object-archive.ts';
import { createObjectQuarantine } from '../../lambdas/adapters/object-quarantine.ts';
import type { ObjectStore } from '../../lambdas/adapters/ports/object-store.ts';

export type LocalTables = {
  readonly client: DynamoDBClient;
  readonly telemetryTable: string;
  readonly ledgerTable: string;
};
export type LocalBuckets = { readonly archive: ObjectStore; readonly quarantine: ObjectStore };

/** The cloud's own adapters on local tables and folders. */
export const createLocalPorts = (
  { client, telemetryTable, ledgerTable }: LocalTables,
  buckets: LocalBuckets,
) => ({
  registry: createDynamoRegistry(client, ledgerTable),
  memberships: createDynamoMemberships(client, ledgerTable),
  leases: createDynamoLeases(client, ledgerTable),
  alerts: createDynamoAlerts(client, ledgerTable),
  receipts: createDynamoUploadReceipts(client, ledgerTable),
  production: createDynamoProduction(client, ledgerTable),
  minutes: createDynamoMinuteStore(client, telemetryTable, directUpdate(client, Date.now)),
  days: createDynamoDayStore(client, telemetryTable),
  dirtyHours: createDynamoDirtyHours(client, telemetryTable),
  watermarks: createDynamoWatermarks(client, telemetryTable),
  networkStatus: createDynamoNetworkStatus(client, telemetryTable),
  archive: createObjectArchive(buckets.archive),
  quarantine: createObjectQuarantine(buckets.quarantine),
});
export type LocalPorts = ReturnType<typeof createLocalPorts>;
