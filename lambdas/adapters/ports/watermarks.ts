import { hourMs } from '../../domain/nairobi.ts';

/** Clocks of two runs never differ by more: a watermark further ahead was set by a clock that was wrong. */
export const watermarkToleranceMs = hourMs;

/** Start of the last completed roll-up of each work partition; null before the first. */
export type Watermarks = {
  read(partition: number): Promise<number | null>;
  /**
   * Moves forward only: a slow run that finishes after a newer one changes nothing. Back only from a mark more than
   * `watermarkToleranceMs` ahead, where nothing can have been rolled up yet.
   */
  advance(partition: number, startedAtMs: number): Promise<void>;
};
