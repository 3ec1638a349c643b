import { setTimeout as pause } from 'node:timers/promises';
import { type BatchOutcome, outcomeOf } from './batch-outcome.ts';
import { type ConsumerSettings, defaultBackoffMs } from './consumer-settings.ts';
import { type FailureCondition, failureKey, failureRecord } from './failure-record.ts';
import type { StreamRecord } from './frame.ts';
import { kinesisEvent } from './kinesis-event.ts';

type Part = {
  readonly records: readonly StreamRecord[];
  readonly retries: number;
  readonly invocations: number;
};

export type BatchRunnerContext = {
  readonly shard: { readonly shardId: string; readonly arn: string };
  readonly settings: ConsumerSettings;
  readonly now: () => number;
  readonly log: (message: string) => void;
  readonly signal: AbortSignal;
  /** Called as soon as everything below `nextOrdinal` is dealt with. */
  readonly checkpoint: (nextOrdinal: number) => Promise<void>;
};

/**
 * Works one batch off, part by part in order, with the retries of an event source mapping: a part that failed is cut
 * at the reported record, or in two; a part out of retries or age goes to the failure store. Returns when all of
 * the batch is dealt with, or early when the signal aborts; then the checkpoint stays where work ended.
 */
export const runBatch = async (
  context: BatchRunnerContext,
  records: readonly StreamRecord[],
): Promise<void> => {
  const parts: Part[] = [{ records, retries: 0, invocations: 0 }];
  while (!context.signal.aborted) {
    const part = parts.shift();
    if (part === undefined) return;
    parts.unshift(...(await runPart(context, part)));
  }
};

/** Answers the parts that are still to do, in order. */
const runPart = async (context: BatchRunnerContext, part: Part): Promise<Part[]> => {
  const { settings, now } = context;
  const oldestMs = settings.maxRecordAgeMs === null ? 0 : now() - settings.maxRecordAgeMs;
  const young = part.records.findIndex((record) => record.arrivedAtMs >= oldestMs);
  if (young !== 0) {
    const cut = young === -1 ? part.records.length : young;
    await giveUp(context, { ...part, records: part.records.slice(0, cut) }, 'RecordAgeExceeded');
    return cut === part.records.length ? [] : [{ ...part, records: part.records.slice(cut) }];
  }
  const outcome = await invoke(context, part.records);
  if (outcome.done > 0) await context.checkpoint(ordinalAfter(part.records.slice(0, outcome.done)));
  return outcome.complete ? [] : retryParts(context, part, outcome);
};

const invoke = async (
  { settings, shard, log }: BatchRunnerContext,
  records: readonly StreamRecord[],
): Promise<BatchOutcome> => {
  try {
    return outcomeOf(await settings.handler(kinesisEvent(records, shard)), records);
  } catch (error) {
    log(`${settings.name}: ${records.length} records failed, they are tried again (${String(error)})`);
    return { done: 0, complete: false };
  }
};

/** What of a failed part comes again. Cutting in two costs no retry, as on AWS. */
const retryParts = async (
  context: BatchRunnerContext,
  part: Part,
  outcome: BatchOutcome,
): Promise<Part[]> => {
  const { settings, signal } = context;
  const records = part.records.slice(outcome.done);
  const invocations = part.invocations + 1;
  const bisects = settings.bisectOnError && records.length > 1;
  const retries = bisects ? part.retries : part.retries + 1;
  if (settings.maxRetries !== null && retries > settings.maxRetries) {
    await giveUp(context, { records, retries, invocations }, 'RetryAttemptsExhausted');
    return [];
  }
  // An abort only ends the pause early; the loop above sees it.
  await pause((settings.backoffMs ?? defaultBackoffMs)(invocations), null, { signal }).catch(() => null);
  if (!bisects || outcome.done > 0) return [{ records, retries, invocations }];
  const middle = Math.ceil(records.length / 2);
  return [records.slice(0, middle), records.slice(middle)].map((half) => ({
    records: half,
    retries,
    invocations,
  }));
};

const giveUp = async (
  context: BatchRunnerContext,
  part: Part,
  condition: FailureCondition,
): Promise<void> => {
  const { settings, shard, now, log } = context;
  const nowMs = now();
  // Where nothing keeps what is given up, dropping it is the intention and no news.
  if (settings.onFailure !== null)
    log(`${settings.name}: gave up ${part.records.length} records (${condition})`);
  await settings.onFailure?.put(
    failureKey(settings.name, shard.shardId, nowMs),
    failureRecord({
      functionName: settings.name,
      condition,
      invokeCount: part.invocations,
      records: part.records,
      event: kinesisEvent(part.records, shard),
      shardId: shard.shardId,
      streamArn: shard.arn,
      nowMs,
    }),
  );
  await context.checkpoint(ordinalAfter(part.records));
};

const ordinalAfter = (records: readonly StreamRecord[]): number => (records.at(-1)?.ordinal ?? -1) + 1;
