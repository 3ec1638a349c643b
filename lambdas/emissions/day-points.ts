import type { DayPoint, EmissionTotals, HourPoint } from '@carbon-track/contract/emissions.ts';
import type { ChimneyDay, FactoryDay } from '../adapters/ports/day-store.ts';
import { hourTotals, substitutionRungOf, sumOverSources, sumOverTime } from '../domain/emission-totals.ts';
import type { HourSlot } from '../domain/hour-fold.ts';
import { intensityUncertainty } from '../domain/intensity.ts';
import { dayMs, hourMs, nairobiDayStartMs } from '../domain/nairobi.ts';
import { originOfSlots } from '../domain/origins.ts';
import { emissionsKgOf, isCountedDay } from '../domain/ranking/period-figures.ts';

/** The hours of a chimney-day that were folded. */
export const slotsOf = (day: Pick<ChimneyDay, 'hours'> | undefined): HourSlot[] =>
  (day?.hours ?? []).filter((slot) => slot !== null);

/** A chimney's totals over the hours folded so far. */
export const slotTotals = (slots: readonly HourSlot[]): EmissionTotals => sumOverTime(slots.map(hourTotals));

/** The same hour of one or more chimneys as one point: independent sources, the worst of their qualities. */
export const hourPoint = (startMs: number, slots: readonly HourSlot[]): HourPoint => ({
  ...sumOverSources(slots.map(hourTotals)),
  startMs,
  endMs: startMs + hourMs,
  provisional: slots.some(({ provisional }) => provisional),
  origin: originOfSlots(slots),
  substitutionRung: Math.max(0, ...slots.map(substitutionRungOf)),
});

const edges = (date: string) => {
  const startMs = nairobiDayStartMs(date);
  return { date, startMs, endMs: startMs + dayMs };
};

/** A day of one chimney. Tea belongs to the factory, so there is no intensity. */
export const chimneyDayPoint = (day: ChimneyDay): DayPoint => {
  const slots = slotsOf(day);
  return {
    ...slotTotals(slots),
    ...edges(day.date),
    complete: slots.length === 24 && slots.every(({ provisional }) => !provisional),
    origin: originOfSlots(slots),
    chimneysReporting: slots.some(({ fold }) => fold.storedReadings > 0) ? 1 : 0,
    chimneysInUse: 1,
    madeTeaKg: null,
    intensityKgPerKg: null,
    intensityExpandedUncertaintyKgPerKg: null,
  };
};

const intensityOf = (day: FactoryDay) => {
  if (!isCountedDay(day) || day.madeTeaKg === 0)
    return { intensityKgPerKg: null, intensityExpandedUncertaintyKgPerKg: null };
  const { madeTeaKg, totals } = day;
  const intensityKgPerKg = emissionsKgOf(day) / madeTeaKg;
  const { expandedUncertaintyKg } = totals;
  return {
    intensityKgPerKg,
    intensityExpandedUncertaintyKgPerKg: intensityUncertainty({
      intensityKgPerKg,
      madeTeaKg,
      expandedUncertaintyKg,
    }),
  };
};

/** A day of a factory. Intensity needs a complete day of all chimneys and its tea; without either it is unknown. */
export const factoryDayPoint = (day: FactoryDay): DayPoint => ({
  ...day.totals,
  ...edges(day.date),
  complete: day.complete,
  origin: day.origin,
  chimneysReporting: day.chimneysReporting,
  chimneysInUse: day.chimneysInUse,
  madeTeaKg: day.madeTeaKg,
  ...intensityOf(day),
});
