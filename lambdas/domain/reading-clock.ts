import { dayMs, minuteMs } from './nairobi.ts';
import type { Reading } from './reading.ts';

/** A reading may lie this far ahead of its receipt: clocks differ a little. Engineering default. */
export const clockAheadToleranceMs = 2 * minuteMs;
/** Older readings would outlive the minute items they belong to. */
export const clockBehindToleranceMs = 30 * dayMs;

export type ClockVerdict = 'in_time' | 'clock_ahead' | 'too_late' | 'unplaced';

/**
 * Whether a reading's own time can be believed against the broker's receive time (both ms since 1970 UTC).
 * Both limits are inclusive. A device that never had a time (quality 0) is `unplaced` rather than accused of
 * a wrong clock: it needs an anchor, not a repair.
 */
export const judgeClock = (
  reading: Pick<Reading, 'takenAtMs' | 'timeQuality'>,
  receivedAtMs: number,
): ClockVerdict => {
  const aheadMs = reading.takenAtMs - receivedAtMs;
  if (aheadMs <= clockAheadToleranceMs && -aheadMs <= clockBehindToleranceMs) return 'in_time';
  if (reading.timeQuality === 0) return 'unplaced';
  return aheadMs > 0 ? 'clock_ahead' : 'too_late';
};
