import { foldLookAheadMs } from '../domain/fold/fold-input.ts';
import { hourFloorMs, hourMs, minuteMs } from '../domain/nairobi.ts';

/** The roll-up refolds the current and the previous hour by itself; this much slack covers a run that is under way. */
const slackMs = 5 * minuteMs;

/**
 * The hours whose fold a late minute can change: its own, the two after it (the operating state is carried for
 * 2 h, and trapezoids cross the edge), and the one before if a step of three sample periods can reach back into it.
 */
export const hoursTouchedBy = (minuteStartMs: number): number[] => {
  const hour = hourFloorMs(minuteStartMs);
  const touched = [hour, hour + hourMs, hour + 2 * hourMs];
  return minuteStartMs - foldLookAheadMs < hour ? [hour - hourMs, ...touched] : touched;
};

/** Whether the regular roll-up might not look again at one of the hours this minute can change. */
export const isLate = (minuteStartMs: number, nowMs: number): boolean =>
  Math.min(...hoursTouchedBy(minuteStartMs)) < hourFloorMs(nowMs + slackMs) - hourMs;
