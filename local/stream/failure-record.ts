import { randomUUID } from 'node:crypto';
import type { KinesisStreamEvent } from 'aws-lambda';
import type { StreamRecord } from './frame.ts';
import { localAccount, localRegion, sequenceNumberOf } from './kinesis-event.ts';

export type FailureCondition = 'RetryAttemptsExhausted' | 'RecordAgeExceeded';

/** What Lambda writes to an on-failure bucket: metadata and, unlike for queues, the whole invocation payload. */
export type FailureRecord = {
  readonly requestContext: {
    readonly requestId: string;
    readonly functionArn: string;
    readonly condition: FailureCondition;
    readonly approximateInvokeCount: number;
  };
  readonly responseContext: {
    readonly statusCode: number;
    readonly executedVersion: string;
    readonly functionError: string;
  } | null;
  readonly version: '1.0';
  readonly timestamp: string;
  readonly KinesisBatchInfo: {
    readonly shardId: string;
    readonly startSequenceNumber: string;
    readonly endSequenceNumber: string;
    readonly approximateArrivalOfFirstRecord: string;
    readonly approximateArrivalOfLastRecord: string;
    readonly batchSize: number;
    readonly streamArn: string;
  };
  /** The event as JSON text. */
  readonly payload: string;
};

/** Where given-up batches go; `key` is relative to the bucket or folder. */
export type FailureStore = { put(key: string, record: FailureRecord): Promise<void> };

export type GivenUp = {
  readonly functionName: string;
  readonly condition: FailureCondition;
  readonly invokeCount: number;
  readonly records: readonly StreamRecord[];
  readonly event: KinesisStreamEvent;
  readonly shardId: string;
  readonly streamArn: string;
  readonly nowMs: number;
};

export const failureRecord = (given: GivenUp): FailureRecord => {
  const [first, last] = [given.records.at(0), given.records.at(-1)];
  const arrival = (record: StreamRecord | undefined): string =>
    new Date(record?.arrivedAtMs ?? given.nowMs).toISOString();
  return {
    requestContext: {
      requestId: randomUUID(),
      functionArn: `arn:aws:lambda:${localRegion}:${localAccount}:function:${given.functionName}`,
      condition: given.condition,
      approximateInvokeCount: given.invokeCount,
    },
    responseContext:
      given.invokeCount === 0
        ? null
        : { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    version: '1.0',
    timestamp: new Date(given.nowMs).toISOString(),
    KinesisBatchInfo: {
      shardId: given.shardId,
      startSequenceNumber: sequenceNumberOf(first?.ordinal ?? 0),
      endSequenceNumber: sequenceNumberOf(last?.ordinal ?? 0),
      approximateArrivalOfFirstRecord: arrival(first),
      approximateArrivalOfLastRecord: arrival(last),
      batchSize: given.records.length,
      streamArn: given.streamArn,
    },
    payload: JSON.stringify(given.event),
  };
};

/** `aws/lambda/<mapping>/<shard>/2026/11/24/2026-11-24T08.31.07-<random>`, as Lambda names its failure objects. */
export const failureKey = (mapping: string, shardId: string, nowMs: number): string => {
  const instant = new Date(nowMs).toISOString().slice(0, 19).replaceAll(':', '.');
  const day = instant.slice(0, 10).replaceAll('-', '/');
  return `aws/lambda/${mapping}/${shardId}/${day}/${instant}-${randomUUID()}`;
};
