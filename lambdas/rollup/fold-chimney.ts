import { isDeepStrictEqual } from 'node:util';
import type { ChimneyDay } from '../adapters/ports/day-store.ts';
import type { FactoryRecord } from '../adapters/ports/registry.ts';
import { primaryDeviceAt } from '../domain/dated.ts';
import { addDays, hourMs, nairobiDate, nairobiDayStartMs, nairobiHourIndex } from '../domain/nairobi.ts';
import { foldHours } from './fold-hours.ts';
import { untilUnchallenged } from './guarded.ts';
import { isPoorer, mergeFolds } from './merge-folds.ts';
import type { FoldTask } from './plan-folds.ts';
import type { FoldPorts } from './ports.ts';
import { substituteGaps } from './substitute-gaps.ts';

/** Rises whenever the same readings fold to other numbers than before. */
export const codeRevision = 1;

/** A gap may begin some days before the hour that ends it, and end some days after the hour that was refolded. */
const contextDays = 4;

export type FoldedChimney = {
  readonly hoursFolded: number;
  readonly conflicts: number;
  /** Every date whose parents must be summed again: those of the task, and those where only a substitute changed. */
  readonly dates: readonly string[];
  readonly daysWritten: number;
  /** Days as they were before and as they are now, for those that differ. */
  readonly changes: readonly { readonly before: ChimneyDay; readonly after: ChimneyDay }[];
  /** Hours that stayed as stored because fewer readings were found; seeded ones, which have none, left out. */
  readonly poorer: readonly number[];
};

const emptyDay = (record: FactoryRecord, chimneyId: string, date: string): ChimneyDay => ({
  chimneyId,
  factoryId: record.factory.factoryId,
  date,
  version: 0,
  codeRevision,
  configurationRevision: 0,
  hours: Array.from({ length: 24 }, () => null),
});

/** The newest revision in force at any time of the day; 0 without one. */
const revisionOn = (record: FactoryRecord, { chimneyId, date }: ChimneyDay): number => {
  const startMs = nairobiDayStartMs(date);
  const endMs = nairobiDayStartMs(addDays(date, 1));
  const inForce = record.configurations.filter(
    (one) => one.chimneyId === chimneyId && one.fromMs < endMs && (one.toMs ?? endMs) > startMs,
  );
  return Math.max(0, ...inForce.map(({ revision }) => revision));
};

/** Stored days around the dates of the task, and empty ones for dates that have none yet, by date. */
const daysAround = async (
  { days }: FoldPorts,
  record: FactoryRecord,
  chimneyId: string,
  dates: readonly string[],
): Promise<ChimneyDay[]> => {
  const [first = '', last = first] = [dates[0], dates.at(-1)];
  const stored = await days.chimneyDays(chimneyId, addDays(first, -contextDays), addDays(last, contextDays));
  const known = new Set(stored.map(({ date }) => date));
  const missing = dates.filter((date) => !known.has(date)).map((date) => emptyDay(record, chimneyId, date));
  return [...stored, ...missing].sort((a, b) => (a.date < b.date ? -1 : 1));
};

const isEmpty = ({ hours }: ChimneyDay): boolean => hours.every((slot) => slot === null);

/**
 * A substitute that appears on a date outside the task would be lost to that date's sums if the run died right after
 * writing it. A marker makes the next run sum the date again.
 */
const markForeignDay = async (ports: FoldPorts, record: FactoryRecord, day: ChimneyDay): Promise<void> => {
  const index = day.hours.findIndex((slot) => slot !== null);
  const startMs = nairobiDayStartMs(day.date) + Math.max(0, index) * hourMs;
  const deviceId =
    primaryDeviceAt(record.assignments, day.chimneyId, startMs) ??
    record.assignments.find(({ chimneyId }) => chimneyId === day.chimneyId)?.deviceId;
  if (deviceId !== undefined) await ports.dirtyHours.mark(day.factoryId, deviceId, startMs);
};

/**
 * Folds the hours of a task into their days, fills gaps that this closes, and writes what changed. Guard: the versions
 * of the days are read first, then the minutes, and each write is conditional on its version; on conflict everything
 * starts again. Stopping between any two writes is harmless: folding again gives the same days.
 */
export const foldChimney = async (
  ports: FoldPorts,
  record: FactoryRecord,
  task: FoldTask,
  nowMs: number,
  recompute = false,
): Promise<FoldedChimney> => {
  const taskDates = [...new Set(task.hours.map(nairobiDate))];
  const attempt = async () => {
    const stored = await daysAround(ports, record, task.chimneyId, taskDates);
    const folds = await foldHours(ports.minutes, record, task, nowMs);
    const merged = stored.map((day) => mergeDay(record, day, folds, task, nowMs));
    const after = await substituteGaps(ports.days, merged, recompute);
    const changes = stored.flatMap((before, index) => {
      const now = after[index];
      const isSame = now === undefined || isDeepStrictEqual(before, now);
      return isSame || (before.version === 0 && isEmpty(now)) ? [] : [{ before, after: now }];
    });
    for (const change of changes) {
      if (!taskDates.includes(change.after.date)) await markForeignDay(ports, record, change.after);
      if ((await ports.days.putChimneyDay(change.after)) === 'conflict') return 'conflict' as const;
    }
    return { changes, poorer: poorerHours(stored, folds, task) };
  };
  const { answer, conflicts } = await untilUnchallenged(`The record of ${task.chimneyId}`, attempt);
  return {
    hoursFolded: task.hours.length,
    conflicts,
    dates: [...new Set([...taskDates, ...answer.changes.map(({ after }) => after.date)])],
    daysWritten: answer.changes.length,
    ...answer,
  };
};

const poorerHours = (
  stored: readonly ChimneyDay[],
  folds: Awaited<ReturnType<typeof foldHours>>,
  { mayShrink }: FoldTask,
): number[] => {
  const days = new Map(stored.map((day) => [day.date, day]));
  return [...folds].flatMap(([startMs, fold]) => {
    const slot = days.get(nairobiDate(startMs))?.hours[nairobiHourIndex(startMs)] ?? null;
    const isLoss = isPoorer(slot, fold) && slot?.fold.hasSeeded === false && !mayShrink.has(startMs);
    return isLoss ? [startMs] : [];
  });
};

const mergeDay = (
  record: FactoryRecord,
  day: ChimneyDay,
  folds: Awaited<ReturnType<typeof foldHours>>,
  task: FoldTask,
  nowMs: number,
): ChimneyDay => {
  const ofDay = new Map([...folds].filter(([startMs]) => nairobiDate(startMs) === day.date));
  if (ofDay.size === 0) return day;
  const merged = mergeFolds(day, ofDay, task.mayShrink, nowMs);
  // Slots that stayed as they were (seeded ones, say) do not become the work of this code by being looked at.
  if (isDeepStrictEqual(merged.hours, day.hours)) return day;
  return { ...merged, codeRevision, configurationRevision: revisionOn(record, day) };
};
