import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type FactoryStatus, factoryStatusSchema } from '@carbon-track/contract/overview.ts';
import * as z from 'zod';
import { openLedger } from './ledger-table.ts';
import type { NetworkStatus } from './ports/network-status.ts';
import type { StoreAccess } from './table-access.ts';
import { telemetryKeys } from './table-keys.ts';

const { shape } = factoryStatusSchema;
/** A factory's line as a tuple without names: it is written every minute, and names would double the write units. */
const rowSchema = z.tuple([
  shape.factoryId,
  shape.lastReadingAtMs,
  shape.rateKgPerS,
  shape.chimneysReporting,
  shape.chimneysInUse,
  shape.operatingState,
  shape.openAlerts,
]);
const statusSchema = z.object({
  asOfMs: z.number(),
  rows: z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(z.array(rowSchema)),
});

const toRow = (status: FactoryStatus): z.input<typeof rowSchema> => [
  status.factoryId,
  status.lastReadingAtMs,
  status.rateKgPerS,
  status.chimneysReporting,
  status.chimneysInUse,
  status.operatingState,
  status.openAlerts,
];

const fromRow = (row: z.output<typeof rowSchema>): FactoryStatus => {
  const [
    factoryId,
    lastReadingAtMs,
    rateKgPerS,
    chimneysReporting,
    chimneysInUse,
    operatingState,
    openAlerts,
  ] = row;
  return {
    factoryId,
    lastReadingAtMs,
    rateKgPerS,
    chimneysReporting,
    chimneysInUse,
    operatingState,
    openAlerts,
  };
};

/** What each call does to which items. */
export const networkStatusAccess: StoreAccess<NetworkStatus, 'telemetry'> = {
  table: 'telemetry',
  calls: {
    put: { PutItem: ['status'] },
    read: { Query: ['status'] },
  },
};

/** Status of every work partition in the Telemetry table. `asOfMs` is the oldest of them: never fresher than it is. */
export const createDynamoNetworkStatus = (client: DynamoDBClient, tableName: string): NetworkStatus => {
  const table = openLedger(client, tableName);
  return {
    put: (partition, asOfMs, factories) =>
      table.put({ ...telemetryKeys.status(partition), asOfMs, rows: JSON.stringify(factories.map(toRow)) }),
    read: async () => {
      const items = await table.query(telemetryKeys.status(0).pk);
      const statuses = items.map((item) => statusSchema.parse(item));
      return {
        asOfMs: statuses.length === 0 ? null : Math.min(...statuses.map(({ asOfMs }) => asOfMs)),
        factories: statuses.flatMap(({ rows }) => rows.map(fromRow)),
      };
    },
  };
};
