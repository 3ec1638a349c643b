import type { ChimneyDay, FactoryDay } from '../adapters/ports/day-store.ts';
import type { FactoryRecord } from '../adapters/ports/registry.ts';
import { hourTotals, sumOverSources, sumOverTime } from '../domain/emission-totals.ts';
import type { HourSlot } from '../domain/hour-fold.ts';
import { dayMs, hourMs, nairobiDayStartMs } from '../domain/nairobi.ts';
import { originOfSlots } from '../domain/origins.ts';
import { provisionalForMs } from './merge-folds.ts';
import { isMonitored } from './plan-folds.ts';

const slotsOf = ({ hours }: ChimneyDay): HourSlot[] => hours.filter((slot) => slot !== null);

const isReporting = (day: ChimneyDay): boolean => slotsOf(day).some(({ fold }) => fold.storedReadings > 0);

/** In use today and not first monitored later than the day; or it reported, whatever it is now. */
const chimneysInUse = (record: FactoryRecord, reporting: ReadonlySet<string>, endMs: number): number =>
  record.chimneys.filter(({ chimneyId, inUse }) => {
    const starts = record.assignments.filter((one) => one.chimneyId === chimneyId).map((one) => one.fromMs);
    return reporting.has(chimneyId) || (inUse && (starts.length === 0 || Math.min(...starts) < endMs));
  }).length;

/** The day is over, and every monitored hour is folded for good. */
const isComplete = (
  record: FactoryRecord,
  days: readonly ChimneyDay[],
  startMs: number,
  nowMs: number,
): boolean => {
  if (nowMs < startMs + dayMs + provisionalForMs) return false;
  const settled = new Set(
    days.flatMap((day) =>
      slotsOf(day).flatMap(({ fold, provisional }) =>
        provisional ? [] : `${day.chimneyId} ${fold.startMs}`,
      ),
    ),
  );
  if (days.some((day) => slotsOf(day).some(({ provisional }) => provisional))) return false;
  const starts = Array.from({ length: 24 }, (_, index) => startMs + index * hourMs);
  return record.chimneys.every(({ chimneyId }) =>
    starts.every((hour) => !isMonitored(record, chimneyId, hour) || settled.has(`${chimneyId} ${hour}`)),
  );
};

/**
 * A factory's day out of the days of its chimneys: hours over time first, then over chimneys, both in a fixed order so
 * that the same days give the same bits.
 */
export const sumFactoryDay = (input: {
  readonly record: FactoryRecord;
  readonly date: string;
  readonly version: number;
  readonly days: readonly ChimneyDay[];
  readonly madeTeaKg: number | null;
  readonly nowMs: number;
}): FactoryDay => {
  const { record, date, nowMs } = input;
  const startMs = nairobiDayStartMs(date);
  const days = [...input.days].sort((a, b) => (a.chimneyId < b.chimneyId ? -1 : 1));
  const reporting = new Set(days.filter(isReporting).map(({ chimneyId }) => chimneyId));
  return {
    factoryId: record.factory.factoryId,
    date,
    version: input.version,
    totals: sumOverSources(days.map((day) => sumOverTime(slotsOf(day).map(hourTotals)))),
    origin: originOfSlots(days.flatMap(slotsOf)),
    complete: isComplete(record, days, startMs, nowMs),
    chimneysReporting: reporting.size,
    chimneysInUse: chimneysInUse(record, reporting, startMs + dayMs),
    madeTeaKg: input.madeTeaKg,
  };
};
