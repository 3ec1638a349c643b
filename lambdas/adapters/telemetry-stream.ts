import { hourMs, minuteMs } from '../domain/nairobi.ts';

/**
 * The stream of telemetry and how its two consumers are fed. CDK makes event source mappings of this and the laptop its
 * own consumers; nobody else writes these numbers.
 */
export type Consumption = {
  readonly startingPosition: 'LATEST' | 'TRIM_HORIZON';
  readonly batchSize: number;
  readonly batchingWindowMs: number;
  /** Whether a batch that threw is halved before it is tried again. */
  readonly bisectOnError: boolean;
  /** Null: until the stream forgets the record. */
  readonly maxRecordAgeMs: number | null;
  /** Null: as long as the record's age allows. */
  readonly maxRetries: number | null;
};

/** A record that a consumer has not read is kept this long. */
export const streamRetentionMs = 48 * hourMs;

/** Retried by age, not by count: a store that is down for an hour must cost nothing. */
export const convertStoreConsumption = {
  startingPosition: 'TRIM_HORIZON',
  batchSize: 10_000,
  batchingWindowMs: minuteMs,
  bisectOnError: true,
  maxRecordAgeMs: 6 * hourMs,
  maxRetries: null,
} as const satisfies Consumption;

/** Shows what is new, soon or not at all. */
export const convertLiveConsumption = {
  startingPosition: 'LATEST',
  batchSize: 1_000,
  batchingWindowMs: 1_000,
  bisectOnError: false,
  maxRecordAgeMs: minuteMs,
  maxRetries: 1,
} as const satisfies Consumption;
