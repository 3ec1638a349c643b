import type { MinuteStore } from '../adapters/ports/minute-store.ts';
import type { FactoryRecord } from '../adapters/ports/registry.ts';
import { foldHour, foldLookAheadMs, foldLookBackMs } from '../domain/fold-hour.ts';
import type { HourFold } from '../domain/hour-fold.ts';
import { hourMs } from '../domain/nairobi.ts';
import type { Reading } from '../domain/reading.ts';
import { lastSamplePeriodS } from './last-sample-period.ts';
import { type FoldTask, isMonitored } from './plan-folds.ts';

/** A correction that reaches 30 days back would hold a chimney's whole month in memory, for many chimneys at once. */
const longestRun = 24;

/** Runs of hours that follow each other: the readings of a run are read once. */
const runsOf = (hours: readonly number[]): number[][] => {
  const runs: number[][] = [];
  for (const hour of hours) {
    const last = runs.at(-1);
    const isNext = last?.at(-1) === hour - hourMs && last.length < longestRun;
    if (isNext) last.push(hour);
    else runs.push([hour]);
  }
  return runs;
};

const readingsOf = async (
  minutes: Pick<MinuteStore, 'read'>,
  record: FactoryRecord,
  chimneyId: string,
  fromMs: number,
  toMs: number,
): Promise<Reading[]> => {
  const deviceIds = record.assignments
    .filter((one) => one.chimneyId === chimneyId && one.fromMs < toMs && (one.toMs ?? toMs) > fromMs)
    .map(({ deviceId }) => deviceId);
  const stored = await Promise.all(
    [...new Set(deviceIds)].map((deviceId) => minutes.read(deviceId, fromMs, toMs)),
  );
  return stored.flat().flatMap(({ readings }) => readings);
};

const isSilent = (readings: readonly Reading[], fromMs: number, toMs: number): boolean =>
  !readings.some(({ takenAtMs }) => takenAtMs >= fromMs && takenAtMs < toMs);

/**
 * Folds the hours of a task out of stored minutes, by hour start. Null where the chimney is not monitored at all any
 * more. Read the versions of the days before calling this: that is what makes the guard hold.
 */
export const foldHours = async (
  minutes: Pick<MinuteStore, 'read' | 'newest'>,
  record: FactoryRecord,
  { chimneyId, hours }: Pick<FoldTask, 'chimneyId' | 'hours'>,
  nowMs: number,
): Promise<Map<number, HourFold | null>> => {
  const { configurations, assignments, invalidations, declaredOff } = record;
  const dated = { configurations, assignments, invalidations, declaredOff };
  const folds = new Map<number, HourFold | null>();
  for (const run of runsOf(hours)) {
    const [first = 0, last = first] = [run[0], run.at(-1)];
    const readings = await readingsOf(
      minutes,
      record,
      chimneyId,
      first - foldLookBackMs,
      last + hourMs + foldLookAheadMs,
    );
    for (const startMs of run) {
      if (!isMonitored(record, chimneyId, startMs)) {
        folds.set(startMs, null);
        continue;
      }
      const silentSince = startMs - foldLookBackMs;
      const lastPeriodS = isSilent(readings, silentSince, startMs + hourMs)
        ? await lastSamplePeriodS(minutes, record, chimneyId, silentSince)
        : undefined;
      const fallback = lastPeriodS === undefined ? {} : { fallbackSamplePeriodS: lastPeriodS };
      folds.set(startMs, foldHour({ ...dated, ...fallback, chimneyId, readings, startMs, nowMs }));
    }
  }
  return folds;
};
