import type {
  Assignment,
  DatedConfiguration,
  DeclaredOff,
  Invalidation,
} from '@carbon-track/contract/chimney.ts';
import { hourMs, minuteMs } from '../nairobi.ts';
import type { Reading } from '../reading.ts';

/** Everything a fold of one chimney stands on. Lists may hold more than is needed, in any order, with duplicates. */
export type FoldInput = {
  readonly chimneyId: string;
  readonly readings: readonly Reading[];
  readonly configurations: readonly DatedConfiguration[];
  readonly assignments: readonly Assignment[];
  readonly invalidations: readonly Invalidation[];
  readonly declaredOff: readonly DeclaredOff[];
  /** Minutes that start at or after this instant do not exist yet. */
  readonly nowMs: number;
  /** Sample period of a silent chimney, where no reading of the look-back tells it; 5 s if absent. */
  readonly fallbackSamplePeriodS?: number;
};

/** Unknown minutes keep the last known operating state this long. */
export const stateCarryMs = 2 * hourMs;

/** Readings this far before a period can change it: the last known operating state is carried 2 h. */
export const foldLookBackMs = stateCarryMs;

/** A step is integrated up to this many sample periods. */
export const maxGapSamplePeriods = 3;
const longestSamplePeriodS = 300;

/** Readings this far after a period can change it: a trapezoid may reach over its end. */
export const foldLookAheadMs = maxGapSamplePeriods * longestSamplePeriodS * 1_000;

/** More readings of one device in one minute are stored but not folded. */
export const maxFoldedPerMinute = 24;

export const defaultSamplePeriodS = 5;
export const minutesPerHour = hourMs / minuteMs;
