import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CreateTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import dynalite from 'dynalite';
import { cachedRegistry } from '../lambdas/adapters/cached.ts';
import { createDynamoAlerts } from '../lambdas/adapters/dynamo-alerts.ts';
import { createDynamoClient } from '../lambdas/adapters/dynamo-client.ts';
import { createDynamoDayStore } from '../lambdas/adapters/dynamo-day-store.ts';
import { createDynamoDirtyHours } from '../lambdas/adapters/dynamo-dirty-hours.ts';
import { createDynamoMinuteStore } from '../lambdas/adapters/dynamo-minute-store.ts';
import { createDynamoNetworkStatus } from '../lambdas/adapters/dynamo-network-status.ts';
import { createDynamoProduction } from '../lambdas/adapters/dynamo-production.ts';
import { createDynamoRegistry } from '../lambdas/adapters/dynamo-registry.ts';
import { createDynamoWatermarks } from '../lambdas/adapters/dynamo-watermarks.ts';
import { tableDefinitions, workPartitions } from '../lambdas/adapters/table-keys.ts';
import { createHandler as createConvertStore } from '../lambdas/convert-store/handler.ts';
import { createHandler as createRollup } from '../lambdas/rollup/handler.ts';
import { createHandler as createWatch } from '../lambdas/watch/handler.ts';
import { benchDevice, benchDeviceId, benchFactory, benchFactoryIds } from './bench-plant.ts';
import { type Capacity, capacityMeter } from './capacity-meter.ts';
import { type Packing, telemetryWindow } from './telemetry-window.ts';

export type WriteUnitsRow = {
  readonly messages: string;
  readonly readings: number;
  readonly minuteWritesPerReading: number;
  readonly rollupWritesPerReading: number;
  readonly watchWritesPerReading: number;
  /** All tables and roll-ups; one write per reading would be 1. */
  readonly writesPerReading: number;
  readonly readsPerReading: number;
};

const devices = 201;
const minuteMs = 60_000;
/** One warm-up roll-up period, so that day items are there already, then one that counts. */
const warmUpMinutes = 10;
const countedMinutes = 10;
/** Windows begin when a record comes, not when a minute does. */
const windowOffsetMs = 17_000;
const startMs = Date.parse('2026-11-24T08:31:00Z') + windowOffsetMs;

const openTables = async () => {
  const server: Server = dynalite({ createTableMs: 0 });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const client = createDynamoClient({
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: 'local',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  for (const [TableName, { partitionKey, sortKey }] of Object.entries(tableDefinitions)) {
    await client.send(
      new CreateTableCommand({
        TableName,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [partitionKey, sortKey].map((AttributeName) => ({
          AttributeName,
          AttributeType: 'S' as const,
        })),
        KeySchema: [
          { AttributeName: partitionKey, KeyType: 'HASH' },
          { AttributeName: sortKey, KeyType: 'RANGE' },
        ],
      }),
    );
  }
  const close = async () => {
    client.destroy();
    await new Promise((resolve) => server.close(resolve));
  };
  return { client, close };
};

const noQuarantine = {
  putBatch: async () => {
    throw new Error('the bench sends sound readings only; look at its clock');
  },
  list: async () => ({ items: [], nextCursor: null }),
};

/** The real handlers on real tables, with a clock that the bench moves. */
const openSystem = (client: DynamoDBClient, now: () => number) => {
  const registry = cachedRegistry(createDynamoRegistry(client, 'ledger'), 30_000, now);
  const shared = {
    registry,
    minutes: createDynamoMinuteStore(client, 'telemetry'),
    days: createDynamoDayStore(client, 'telemetry'),
    dirtyHours: createDynamoDirtyHours(client, 'telemetry'),
    production: createDynamoProduction(client, 'ledger'),
    watermarks: createDynamoWatermarks(client, 'telemetry'),
    alerts: createDynamoAlerts(client, 'ledger'),
    networkStatus: createDynamoNetworkStatus(client, 'telemetry'),
    archive: { append: async () => ({ rejected: [] }) },
    quarantine: noQuarantine,
    now,
  };
  const everyPartition = (handler: (event: unknown) => Promise<unknown>) => async () => {
    for (let partition = 0; partition < workPartitions; partition += 1) await handler({ partition });
  };
  return {
    registry,
    convertStore: createConvertStore({
      ...shared,
      log: (line) => {
        if (line.failed > 0) throw new Error(`the bench lost readings: ${JSON.stringify(line.errors)}`);
      },
    }),
    rollup: everyPartition(createRollup({ ...shared, log: () => undefined })),
    watch: everyPartition(createWatch({ ...shared, log: () => undefined })),
  };
};

const run = async (messages: string, packing: Packing): Promise<WriteUnitsRow> => {
  const { client, close } = await openTables();
  let nowMs = startMs;
  const system = openSystem(client, () => nowMs);
  for (const id of benchFactoryIds(devices)) await system.registry.putFactory(benchFactory(id));
  for (let index = 0; index < devices; index += 1) {
    await system.registry.addDevice(benchDevice(benchDeviceId(index)));
  }
  const meter = capacityMeter(client);
  const spent: Record<'minutes' | 'rollup' | 'watch', Capacity[]> = { minutes: [], rollup: [], watch: [] };
  let readings = 0;
  for (let minute = 1; minute <= warmUpMinutes + countedMinutes; minute += 1) {
    nowMs = startMs + minute * minuteMs;
    const counts = minute > warmUpMinutes;
    const measure = async (of: keyof typeof spent, work: () => Promise<unknown>) => {
      await work();
      const capacity = meter.take();
      if (counts) spent[of].push(capacity);
    };
    const window = telemetryWindow(packing, nowMs);
    if (counts) readings += window.readings;
    await measure('minutes', () => system.convertStore(window.event));
    await measure('watch', system.watch);
    if (minute % 10 === 0) await measure('rollup', system.rollup);
  }
  await close();
  const perReading = (of: readonly Capacity[], unit: keyof Capacity) =>
    of.reduce((sum, capacity) => sum + capacity[unit], 0) / readings;
  const all = Object.values(spent).flat();
  return {
    messages,
    readings,
    minuteWritesPerReading: perReading(spent.minutes, 'writeUnits'),
    rollupWritesPerReading: perReading(spent.rollup, 'writeUnits'),
    watchWritesPerReading: perReading(spent.watch, 'writeUnits'),
    writesPerReading: perReading(all, 'writeUnits'),
    readsPerReading: perReading(all, 'readUnits'),
  };
};

/** Bench (b): DynamoDB capacity units per reading, as the store reports them, at 5 s cadence and 201 devices. */
export const benchWriteUnits = async (): Promise<WriteUnitsRow[]> => [
  await run('1 reading', { readingsPerMessage: 1, devices, windowS: 60 }),
  await run('12 readings, packed by the minute', {
    readingsPerMessage: 12,
    devices,
    windowS: 60,
    packsMinutes: true,
  }),
];

if (import.meta.main) console.table(await benchWriteUnits());
