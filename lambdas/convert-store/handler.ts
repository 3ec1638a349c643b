import type { KinesisStreamBatchResponse, KinesisStreamEvent } from 'aws-lambda';
import type { Registry } from '../adapters/ports/registry.ts';
import { type BatchLogLine, batchLogLine } from './batch-log.ts';
import { checkRegistration } from './check-registration.ts';
import { readRecord } from './read-record.ts';
import type { Delivery, ReceivedMessage, RefusedMessage } from './received-message.ts';
import { type StorePorts, type StoreReport, storeReadings } from './store-readings.ts';

export type ConvertStorePorts = StorePorts & {
  readonly registry: Pick<Registry, 'factory' | 'device'>;
  log(line: BatchLogLine): void;
};

const readRecords = (event: KinesisStreamEvent): (ReceivedMessage | RefusedMessage)[] =>
  event.Records.map(({ eventID, kinesis }) =>
    readRecord({
      messageId: eventID,
      dataBase64: kinesis.data,
      arrivedAtMs: Math.round(kinesis.approximateArrivalTimestamp * 1_000),
    }),
  );

/** The first record that must come back, in stream order. Lambda delivers it and everything after it again. */
const firstFailed = (
  event: KinesisStreamEvent,
  failed: ReadonlySet<Delivery>,
): KinesisStreamBatchResponse => {
  const failedIds = new Set([...failed].map(({ messageId }) => messageId));
  const record = event.Records.find(({ eventID }) => failedIds.has(eventID));
  return {
    batchItemFailures: record === undefined ? [] : [{ itemIdentifier: record.kinesis.sequenceNumber }],
  };
};

/** Stores a batch of the telemetry stream. Bad records are set aside; only store errors bring records back. */
export const createHandler =
  (ports: ConvertStorePorts) =>
  async (event: KinesisStreamEvent): Promise<KinesisStreamBatchResponse> => {
    const startedAtMs = ports.now();
    const batchId = event.Records[0]?.eventID ?? 'empty';
    const read = readRecords(event);
    const sound = read.filter((each): each is ReceivedMessage => 'readings' in each);
    const { known, refused: strangers, unanswered } = await checkRegistration(ports.registry, sound);
    const refused = [...read.filter((each): each is RefusedMessage => 'reason' in each), ...strangers];
    const stored = await storeReadings(ports, { batchId, messages: known, refused });
    const report: StoreReport = {
      ...stored,
      failed: new Set([...stored.failed, ...unanswered.map(({ message }) => message)]),
      errors: [...stored.errors, ...unanswered.map(({ error }) => error)],
    };
    const readings = sound.reduce((sum, message) => sum + message.readings.length, 0);
    const endedAtMs = ports.now();
    ports.log(
      batchLogLine({ batchId, records: read.length, readings, refused, report, startedAtMs, endedAtMs }),
    );
    return firstFailed(event, report.failed);
  };
