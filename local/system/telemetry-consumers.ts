import type { KinesisStreamEvent } from 'aws-lambda';
import type { ObjectStore } from '../../lambdas/adapters/ports/object-store.ts';
import type { KinesisHandler } from '../stream/consumer-settings.ts';
import type { FailureStore } from '../stream/failure-record.ts';
import type { Consumer, LocalStream } from '../stream/stream.ts';

const hourMs = 3_600_000;

const failuresIn = (bucket: ObjectStore): FailureStore => ({
  put: (key, record) => bucket.put(key, Buffer.from(JSON.stringify(record)), 'application/json'),
});

export type TelemetryHandlers = {
  readonly convertStore: KinesisHandler;
  readonly convertLive: (event: KinesisStreamEvent) => Promise<void>;
};

/** Both consumers of the telemetry stream with the settings they have in the cloud. */
export const startTelemetryConsumers = async (
  stream: LocalStream,
  { convertStore, convertLive }: TelemetryHandlers,
  failures: ObjectStore,
  storeWindowMs: number,
): Promise<{ store: Consumer; live: Consumer }> => ({
  store: await stream.consume({
    name: 'convert-store',
    handler: convertStore,
    startingPosition: 'TRIM_HORIZON',
    batchSize: 10_000,
    batchingWindowMs: storeWindowMs,
    bisectOnError: true,
    maxRecordAgeMs: 6 * hourMs,
    maxRetries: null,
    onFailure: failuresIn(failures),
  }),
  live: await stream.consume({
    name: 'convert-live',
    handler: (event) => convertLive(event).then(() => undefined),
    startingPosition: 'LATEST',
    batchSize: 1_000,
    batchingWindowMs: 1_000,
    bisectOnError: false,
    maxRecordAgeMs: 60_000,
    maxRetries: 1,
    onFailure: null,
  }),
});
