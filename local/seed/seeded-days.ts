import type { ChimneyDay, FactoryDay, NetworkDay } from '../../lambdas/adapters/ports/day-store.ts';
import { workPartitionOf } from '../../lambdas/adapters/table-keys.ts';
import { hourTotals, sumOverSources, sumOverTime } from '../../lambdas/domain/emission-totals.ts';
import type { HourSlot } from '../../lambdas/domain/hour-fold.ts';
import { nairobiDate, nairobiHourIndex } from '../../lambdas/domain/nairobi.ts';
import type { FactoryRow } from './factory-rows.ts';
import { dayOfNairobiDate, forgetsTeaOn, madeTeaKgOn } from './made-tea.ts';

/** Revisions seeded days carry: the first of each. */
const revisions = { codeRevision: 1, configurationRevision: 1 };

/** Chimney-days out of hours in order. Hours that are not there yet stay null. */
export const chimneyDaysOf = (
  chimney: { readonly chimneyId: string; readonly factoryId: string },
  slots: readonly HourSlot[],
): ChimneyDay[] => {
  const byDate = Map.groupBy(slots, (slot) => nairobiDate(slot.fold.startMs));
  return [...byDate].map(([date, ofDay]) => {
    const hours: (HourSlot | null)[] = Array.from({ length: 24 }, () => null);
    for (const slot of ofDay) hours[nairobiHourIndex(slot.fold.startMs)] = slot;
    return { ...chimney, date, version: 0, ...revisions, hours };
  });
};

/** Made tea that was entered for a date, kg; null where it was forgotten or the day is not over. */
export const enteredTeaKg = (factory: FactoryRow, date: string, today: string): number | null => {
  const day = dayOfNairobiDate(date);
  return date >= today || forgetsTeaOn(factory, day) ? null : madeTeaKgOn(factory, day);
};

const slotsOf = (day: ChimneyDay): HourSlot[] => day.hours.filter((slot) => slot !== null);

/** The factory-day above the days of all its chimneys on one date. */
export const factoryDayOf = (factory: FactoryRow, days: readonly ChimneyDay[], today: string): FactoryDay => {
  const date = days[0]?.date ?? today;
  const ofChimneys = days.map((day) => sumOverTime(slotsOf(day).map(hourTotals)));
  return {
    factoryId: factory.factoryId,
    date,
    version: 0,
    totals: sumOverSources(ofChimneys),
    origin: 'seeded',
    // Close to midnight yesterday's last hours are raw minutes, and the first roll-up completes the day.
    complete: date < today && days.every((day) => slotsOf(day).length === 24),
    chimneysReporting: days.filter((day) => slotsOf(day).some(({ fold }) => fold.storedReadings > 0)).length,
    chimneysInUse: days.length,
    madeTeaKg: enteredTeaKg(factory, date, today),
  };
};

/** Network-days, one per work partition and date. */
export const networkDaysOf = (days: readonly FactoryDay[]): NetworkDay[] =>
  [...Map.groupBy(days, (day) => `${workPartitionOf(day.factoryId)} ${day.date}`)].flatMap(
    ([, ofPartition]) => {
      const [first] = ofPartition;
      if (first === undefined) return [];
      const factories = ofPartition.map(({ version: _, date: __, ...row }) => row);
      return [{ partition: workPartitionOf(first.factoryId), date: first.date, version: 0, factories }];
    },
  );
