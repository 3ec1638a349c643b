import type { KinesisStreamBatchResponse, KinesisStreamEvent } from 'aws-lambda';
import type { Consumption } from '../../lambdas/adapters/telemetry-stream.ts';
import type { FailureStore } from './failure-record.ts';

export type KinesisHandler = (event: KinesisStreamEvent) => Promise<KinesisStreamBatchResponse | undefined>;

/** An event source mapping, by the names and meanings Lambda gives them. */
export type ConsumerSettings = Consumption & {
  /** Names function, checkpoint and failure objects: one consumer each. */
  readonly name: string;
  readonly handler: KinesisHandler;
  /** Null: what is given up is dropped. */
  readonly onFailure: FailureStore | null;
  /** Pause before retry number `attempt`, from 1. */
  readonly backoffMs?: (attempt: number) => number;
};

/** Lambda hands a function no more than this in one invocation. */
export const maxPayloadBytes = 6 * 1_024 * 1_024;

/** Doubles from 0.2 s to 30 s. */
export const defaultBackoffMs = (attempt: number): number =>
  Math.min(30_000, 100 * 2 ** Math.min(attempt, 10));
