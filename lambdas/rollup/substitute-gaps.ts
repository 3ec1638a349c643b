import type { ChimneyDay, DayStore } from '../adapters/ports/day-store.ts';
import { isValidHour } from '../domain/emission-totals.ts';
import type { HourSlot } from '../domain/hour-fold.ts';
import { addDays, hourMs } from '../domain/nairobi.ts';
import { mostReferenceHours, substituteHours } from '../domain/substitute-hours.ts';

const daysPerRead = 30;
/** Older firing than half a year is no longer looked for. */
const oldestReads = 6;

const slotsOf = (days: readonly ChimneyDay[]): HourSlot[] =>
  days.flatMap(({ hours }) => hours.filter((slot) => slot !== null));

const isGap = ({ fold, provisional }: HourSlot): boolean => !provisional && !isValidHour(fold);

/** Whether a settled, valid, operating hour follows without a break. Only then can a gap be filled at all. */
const isFollowedByValid = (slots: readonly HourSlot[], gapIndex: number): boolean => {
  for (let index = gapIndex + 1; ; index += 1) {
    const [before, slot] = [slots[index - 1], slots[index]];
    if (slot === undefined || before === undefined || slot.provisional) return false;
    if (slot.fold.startMs - before.fold.startMs !== hourMs) return false;
    if (slot.fold.operatingMinutes > 0 && isValidHour(slot.fold)) return true;
  }
};

/** Days before `firstDate`, newest reads first, until they hold enough valid firing hours. */
const referenceSlots = async (
  days: Pick<DayStore, 'chimneyDays'>,
  chimneyId: string,
  firstDate: string,
): Promise<HourSlot[]> => {
  let slots: HourSlot[] = [];
  let endDate = firstDate;
  for (let read = 0; read < oldestReads; read += 1) {
    const fromDate = addDays(endDate, -daysPerRead);
    slots = [...slotsOf(await days.chimneyDays(chimneyId, fromDate, addDays(endDate, -1))), ...slots];
    const usable = slots.filter(({ fold }) => fold.operatingMinutes > 0 && isValidHour(fold)).length;
    if (usable >= mostReferenceHours) break;
    endDate = fromDate;
  }
  return slots;
};

/**
 * Fills the gaps of consecutive days of one chimney, oldest first, and drops substitutes that became needless. The past
 * is read only where a gap needs a reference. `recompute` also takes frozen references anew.
 */
export const substituteGaps = async (
  store: Pick<DayStore, 'chimneyDays'>,
  days: readonly ChimneyDay[],
  recompute = false,
): Promise<ChimneyDay[]> => {
  const [firstDay] = days;
  const slots = slotsOf(days);
  const fillable = slots.filter((slot, index) => isGap(slot) && isFollowedByValid(slots, index));
  const fillableStarts = new Set(fillable.map(({ fold }) => fold.startMs));
  const needsReference = fillable.some(({ substitution }) => recompute || substitution === null);
  const before =
    firstDay === undefined || !needsReference
      ? []
      : await referenceSlots(store, firstDay.chimneyId, firstDay.date);
  const substituted = substituteHours({ hours: [...before, ...slots], recompute });
  const byStart = new Map(substituted.map((slot) => [slot.fold.startMs, slot]));
  const chosen = (slot: HourSlot): HourSlot => {
    // A gap whose end lies outside these days cannot be worked out again here: it keeps what it has.
    const isUndecided = isGap(slot) && slot.substitution !== null && !fillableStarts.has(slot.fold.startMs);
    return isUndecided ? slot : (byStart.get(slot.fold.startMs) ?? slot);
  };
  return days.map((day) => ({
    ...day,
    hours: day.hours.map((slot) => (slot === null ? null : chosen(slot))),
  }));
};
