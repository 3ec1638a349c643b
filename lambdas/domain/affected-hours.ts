import { foldLookAheadMs } from './fold/fold-input.ts';
import { dayMs, hourFloorMs, hourMs } from './nairobi.ts';

/** Raw minutes exist this long; older hours cannot be folded anew. */
const refoldableMs = 30 * dayMs;

/**
 * The hours (starts, ms) whose fold a change of configuration or assignment from `fromMs` on can alter, up to now and
 * at most 30 days back. The hour before belongs to them when a trapezoid over its end reaches past `fromMs`.
 */
export const affectedHours = (fromMs: number, nowMs: number): number[] => {
  const firstMs = hourFloorMs(Math.max(fromMs - foldLookAheadMs, nowMs - refoldableMs, 0));
  const count = Math.max(0, Math.floor((nowMs - firstMs) / hourMs) + 1);
  return Array.from({ length: count }, (_, index) => firstMs + index * hourMs);
};
