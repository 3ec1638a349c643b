import type { KinesisStreamEvent, KinesisStreamRecord } from 'aws-lambda';
import type { StreamRecord } from './frame.ts';

/** Region and account of everything local: well-formed, and no account that anybody owns. */
export const localRegion = 'eu-west-1';
export const localAccount = '000000000000';
export const streamArn = (name: string): string =>
  `arn:aws:kinesis:${localRegion}:${localAccount}:stream/${name}`;

const sequenceEpoch = '4966';
const sequenceDigits = 56;

/** 56 digits that sort as the ordinals do, as Kinesis writes them. */
export const sequenceNumberOf = (ordinal: number): string =>
  sequenceEpoch + String(ordinal).padStart(sequenceDigits - sequenceEpoch.length, '0');

/** The ordinal of a sequence number made by `sequenceNumberOf`; null for anything else. */
export const ordinalOf = (sequenceNumber: string): number | null =>
  /^4966\d{52}$/.test(sequenceNumber) ? Number(sequenceNumber.slice(sequenceEpoch.length)) : null;

/** The record as Lambda hands it to a handler; `approximateArrivalTimestamp` is in seconds. */
export const kinesisRecord = (
  record: StreamRecord,
  shard: { readonly shardId: string; readonly arn: string },
): KinesisStreamRecord => {
  const sequenceNumber = sequenceNumberOf(record.ordinal);
  return {
    kinesis: {
      kinesisSchemaVersion: '1.0',
      partitionKey: record.partitionKey,
      sequenceNumber,
      data: record.data.toString('base64'),
      approximateArrivalTimestamp: record.arrivedAtMs / 1_000,
    },
    eventSource: 'aws:kinesis',
    eventVersion: '1.0',
    eventID: `${shard.shardId}:${sequenceNumber}`,
    eventName: 'aws:kinesis:record',
    invokeIdentityArn: `arn:aws:iam::${localAccount}:role/carbon-track-local`,
    awsRegion: localRegion,
    eventSourceARN: shard.arn,
  };
};

export const kinesisEvent = (
  records: readonly StreamRecord[],
  shard: { readonly shardId: string; readonly arn: string },
): KinesisStreamEvent => ({ Records: records.map((record) => kinesisRecord(record, shard)) });
