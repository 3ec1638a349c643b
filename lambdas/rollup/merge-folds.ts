import type { ChimneyDay } from '../adapters/ports/day-store.ts';
import type { HourFold, HourSlot } from '../domain/hour-fold.ts';
import { hourMs, minuteMs, nairobiHourIndex } from '../domain/nairobi.ts';

/** An hour is reported from this long after its end; before, it is provisional. */
export const provisionalForMs = 15 * minuteMs;

const isProvisional = (startMs: number, nowMs: number): boolean =>
  nowMs < startMs + hourMs + provisionalForMs;

/** Days keep the uncertainty in 32 bits. Rounding it here lets an unchanged hour compare equal to the stored one. */
const asStored = (fold: HourFold): HourFold => ({
  ...fold,
  expandedUncertaintyRelative:
    fold.expandedUncertaintyRelative === null ? null : Math.fround(fold.expandedUncertaintyRelative),
});

/** Whether fewer readings were found than the stored hour was folded from. */
export const isPoorer = (stored: HourSlot | null, fold: HourFold | null): boolean =>
  stored !== null && (fold?.storedReadings ?? 0) < stored.fold.storedReadings;

/**
 * A fold with fewer readings than stored never replaces it: minutes expire, and seeded hours have none at all. Only a
 * change of sources may take readings away, and from seeded hours not even that.
 */
const mergeSlot = (
  stored: HourSlot | null,
  fold: HourFold | null,
  mayShrink: boolean,
  provisional: boolean,
): HourSlot | null => {
  const keeps = stored !== null && (!mayShrink || stored.fold.hasSeeded);
  if (keeps && isPoorer(stored, fold)) return { ...stored, provisional: stored.provisional && provisional };
  return fold === null
    ? null
    : { fold: asStored(fold), provisional, substitution: stored?.substitution ?? null };
};

/** The day with new folds (by hour start) in their slots; slots without a new fold stay as they are. */
export const mergeFolds = (
  day: ChimneyDay,
  folds: ReadonlyMap<number, HourFold | null>,
  mayShrink: ReadonlySet<number>,
  nowMs: number,
): ChimneyDay => {
  const hours = [...day.hours];
  for (const [startMs, fold] of folds) {
    const index = nairobiHourIndex(startMs);
    hours[index] = mergeSlot(
      day.hours[index] ?? null,
      fold,
      mayShrink.has(startMs),
      isProvisional(startMs, nowMs),
    );
  }
  return { ...day, hours };
};
