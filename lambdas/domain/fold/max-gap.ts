import type { Reading } from '../reading.ts';
import { maxGapSamplePeriods } from './fold-input.ts';

/**
 * Longest step that still counts, ms, inclusive: 3 sample periods. Where the period changes between two readings
 * the step was taken under either, so the longer one decides.
 */
export const maxGapMs = (before: Reading, after: Reading): number =>
  maxGapSamplePeriods * 1_000 * Math.max(before.samplePeriodS, after.samplePeriodS);
