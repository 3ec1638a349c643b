import { readFileSync } from 'node:fs';
import type { RuleRecord } from '@carbon-track/contract/rule-record.ts';
import type { TelemetryMessage, TelemetryRow } from '@carbon-track/contract/telemetry.ts';
import type { KinesisStreamEvent } from 'aws-lambda';

/** An event as AWS delivers it, from `test/fixtures/events`. */
export const recordedEvent = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../fixtures/events/${name}.json`, import.meta.url), 'utf8'));

export const row = (seq: number, takenAtMs: number, changes: Partial<Record<number, number | null>> = {}) =>
  Object.assign(
    [seq, takenAtMs, 3, 91_234, 0, 1_850, 0, 6_400, 0, null, 8_012, 312, 12_650],
    changes,
  ) as TelemetryRow;

export const telemetry = (rows: readonly TelemetryRow[], changes: Partial<TelemetryMessage> = {}) => ({
  v: 1,
  fw: '1.4.2',
  cfg: 7,
  sp: 5,
  ep: 1,
  boot: 12,
  rssi: -67,
  r: rows,
  ...changes,
});

/** What the topic rule makes of one publish. A string is taken as the very bytes of the payload. */
export const ruleRecord = (
  message: object | string,
  receivedAtMs: number,
  changes: Partial<RuleRecord> = {},
): RuleRecord => ({
  payload: Buffer.from(typeof message === 'string' ? message : JSON.stringify(message)).toString('base64'),
  factoryId: 'kapkoros',
  deviceId: 'ct-kapkoros-1a',
  clientId: changes.deviceId ?? 'ct-kapkoros-1a',
  receivedAtMs,
  ...changes,
});

const sequenceNumber = (index: number): string => `49${String(index).padStart(54, '0')}`;

/** A Kinesis batch of one shard. A string is taken as the very bytes of the record. */
export const kinesisEvent = (records: readonly (RuleRecord | string)[], first = 1): KinesisStreamEvent => ({
  Records: records.map((record, index) => ({
    kinesis: {
      kinesisSchemaVersion: '1.0',
      partitionKey: typeof record === 'string' ? 'x' : record.deviceId,
      sequenceNumber: sequenceNumber(first + index),
      data: Buffer.from(typeof record === 'string' ? record : JSON.stringify(record)).toString('base64'),
      approximateArrivalTimestamp: typeof record === 'string' ? 1_795_509_000 : record.receivedAtMs / 1_000,
    },
    eventSource: 'aws:kinesis',
    eventVersion: '1.0',
    eventID: `shardId-000000000000:${sequenceNumber(first + index)}`,
    eventName: 'aws:kinesis:record',
    invokeIdentityArn: 'arn:aws:iam::123456789012:role/convert-store',
    awsRegion: 'eu-west-1',
    eventSourceARN: 'arn:aws:kinesis:eu-west-1:123456789012:stream/telemetry',
  })),
});
