import type { KinesisStreamEvent } from 'aws-lambda';
import type { ObjectStore } from '../../lambdas/adapters/ports/object-store.ts';
import { convertLiveConsumption, convertStoreConsumption } from '../../lambdas/adapters/telemetry-stream.ts';
import type { KinesisHandler } from '../stream/consumer-settings.ts';
import type { FailureStore } from '../stream/failure-record.ts';
import type { Consumer, LocalStream } from '../stream/stream.ts';

const failuresIn = (bucket: ObjectStore): FailureStore => ({
  put: (key, record) => bucket.put(key, Buffer.from(JSON.stringify(record)), 'application/json'),
});

export type TelemetryHandlers = {
  readonly convertStore: KinesisHandler;
  readonly convertLive: (event: KinesisStreamEvent) => Promise<void>;
};

/** Both consumers of the telemetry stream with the settings they have in the cloud, but for the window of `convert-store`. */
export const startTelemetryConsumers = async (
  stream: LocalStream,
  { convertStore, convertLive }: TelemetryHandlers,
  failures: ObjectStore,
  storeWindowMs: number,
): Promise<{ store: Consumer; live: Consumer }> => ({
  store: await stream.consume({
    name: 'convert-store',
    handler: convertStore,
    ...convertStoreConsumption,
    batchingWindowMs: storeWindowMs,
    onFailure: failuresIn(failures),
  }),
  live: await stream.consume({
    name: 'convert-live',
    handler: (event) => convertLive(event).then(() => undefined),
    ...convertLiveConsumption,
    onFailure: null,
  }),
});
