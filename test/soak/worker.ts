import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { cachedRegistry } from '../../lambdas/adapters/cached.ts';
import { createDynamoDayStore } from '../../lambdas/adapters/dynamo-day-store.ts';
import { createDynamoDirtyHours } from '../../lambdas/adapters/dynamo-dirty-hours.ts';
import { createDynamoMinuteStore } from '../../lambdas/adapters/dynamo-minute-store.ts';
import { createDynamoProduction } from '../../lambdas/adapters/dynamo-production.ts';
import { createDynamoRegistry } from '../../lambdas/adapters/dynamo-registry.ts';
import { createDynamoWatermarks } from '../../lambdas/adapters/dynamo-watermarks.ts';
import { workPartitions } from '../../lambdas/adapters/table-keys.ts';
import { createHandler as createConvertStore } from '../../lambdas/convert-store/handler.ts';
import { createHandler as createRollup } from '../../lambdas/rollup/handler.ts';
import { randomStream } from '../../local/simulator/seeded-random.ts';
import { openStream } from '../../local/stream/stream.ts';
import { folderQuarantine } from './folder-quarantine.ts';
import { injectThrottling } from './throttling.ts';
import type { Answer, Request, WorkerSettings } from './worker-protocol.ts';

/** The process that is killed: the real stream and the real handlers over the store that stays alive. */
const settings: WorkerSettings = JSON.parse(process.argv[2] ?? '{}');
const client = new DynamoDBClient({
  endpoint: settings.endpoint,
  region: 'local',
  credentials: { accessKeyId: 'soak', secretAccessKey: 'soak' },
});
const clock = { nowMs: settings.nowMs, throttledShare: settings.throttledShare };
injectThrottling(client, () => clock.throttledShare, randomStream(settings.seed));

const now = (): number => clock.nowMs;
const minutes = createDynamoMinuteStore(client, settings.telemetryTable);
const dirtyHours = createDynamoDirtyHours(client, settings.telemetryTable);
const registry = createDynamoRegistry(client, settings.ledgerTable);

const stream = await openStream({
  folder: join(settings.folder, 'stream'),
  name: 'soak',
  shardCount: 2,
  now,
});
const consumer = await stream.consume({
  name: 'convert-store',
  handler: createConvertStore({
    minutes,
    dirtyHours,
    registry: cachedRegistry(registry, 30_000, now),
    archive: { append: async () => ({ rejected: [] }) },
    quarantine: folderQuarantine(settings.folder),
    now,
    log: () => undefined,
  }),
  startingPosition: 'TRIM_HORIZON',
  batchSize: 400,
  batchingWindowMs: 40,
  bisectOnError: true,
  maxRecordAgeMs: null,
  maxRetries: null,
  onFailure: null,
  backoffMs: (attempt) => Math.min(200, 10 * 2 ** attempt),
});
const rollup = createRollup({
  minutes,
  dirtyHours,
  registry,
  days: createDynamoDayStore(client, settings.telemetryTable),
  production: createDynamoProduction(client, settings.ledgerTable),
  watermarks: createDynamoWatermarks(client, settings.telemetryTable),
  now,
  log: () => undefined,
});

/** All partitions at once; a partition that met a store error is left to the next run, as its schedule would. */
const rollUpAll = async (): Promise<string | undefined> => {
  const partitions = Array.from({ length: workPartitions }, (_, partition) => rollup({ partition }));
  const failed = (await Promise.allSettled(partitions)).find((answer) => answer.status === 'rejected');
  return failed === undefined ? undefined : String(failed.reason);
};

const answer = async (request: Request): Promise<Answer> => {
  const { id } = request;
  if ('nowMs' in request) clock.nowMs = Math.max(clock.nowMs, request.nowMs);
  if (request.kind === 'throttle') clock.throttledShare = request.share;
  if (request.kind === 'put')
    await stream.put(request.record.deviceId, Buffer.from(JSON.stringify(request.record)));
  if (request.kind === 'rollup') {
    const problem = await rollUpAll();
    return problem === undefined ? { id, ok: true } : { id, ok: false, problem };
  }
  return { id, ok: true, behind: consumer.behind() };
};

process.on('message', (request: Request) => {
  answer(request).then(
    (reply) => process.send?.(reply),
    (error: unknown) => process.send?.({ id: request.id, ok: false, problem: String(error) }),
  );
});
process.on('disconnect', () => process.exit(0));
process.send?.({ id: -1, ok: true });
