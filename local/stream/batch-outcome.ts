import type { KinesisStreamBatchResponse } from 'aws-lambda';
import type { StreamRecord } from './frame.ts';
import { ordinalOf } from './kinesis-event.ts';

/** What an invocation says about its batch: how many records from the front are done, and whether all of it is. */
export type BatchOutcome = { readonly done: number; readonly complete: boolean };

const failed: BatchOutcome = { done: 0, complete: false };

/**
 * Reads `batchItemFailures` as Lambda does: the lowest failed sequence number is the checkpoint and everything from it
 * on comes again. A name that is empty or not in the batch fails the whole batch; no answer at all means success.
 */
export const outcomeOf = (
  response: KinesisStreamBatchResponse | undefined,
  records: readonly StreamRecord[],
): BatchOutcome => {
  const failures = response?.batchItemFailures ?? [];
  if (failures.length === 0) return { done: records.length, complete: true };
  const positions = failures.map(({ itemIdentifier }) => {
    const ordinal = ordinalOf(itemIdentifier);
    return records.findIndex((record) => record.ordinal === ordinal);
  });
  return positions.includes(-1) ? failed : { done: Math.min(...positions), complete: false };
};
