import type { Assignment } from '@carbon-track/contract/chimney.ts';
import { type ConvertedReading, convertReading } from '../../lambdas/domain/convert-reading.ts';
import type { Reading } from '../../lambdas/domain/reading.ts';
import type { SoakPlant } from './plant.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

export type ExpectedHour = { integratedKg: number; coveredMs: number; validReadings: number };
/** By chimney, then by the hour's start. */
export type Expectation = ReadonlyMap<string, ReadonlyMap<number, ExpectedHour>>;

const inOrder = (a: Reading, b: Reading): number =>
  a.takenAtMs - b.takenAtMs ||
  a.epoch - b.epoch ||
  a.seq - b.seq ||
  (a.deviceId < b.deviceId ? -1 : a.deviceId > b.deviceId ? 1 : 0);

/** Distinct by device, epoch and seq; the soak gives one identity one time only. */
export const distinctReadings = (readings: readonly Reading[]): Reading[] => [
  ...new Map(
    readings.map((reading) => [`${reading.deviceId} ${reading.epoch} ${reading.seq}`, reading]),
  ).values(),
];

const isAssigned = (reading: Reading, chimneyId: string, assignments: readonly Assignment[]): boolean =>
  assignments.some(
    (one) =>
      one.chimneyId === chimneyId &&
      one.deviceId === reading.deviceId &&
      one.fromMs <= reading.takenAtMs &&
      reading.takenAtMs < (one.toMs ?? Number.POSITIVE_INFINITY),
  );

const hourOf = (hours: Map<number, ExpectedHour>, atMs: number): ExpectedHour => {
  const startMs = Math.floor(atMs / hourMs) * hourMs;
  const hour = hours.get(startMs) ?? { integratedKg: 0, coveredMs: 0, validReadings: 0 };
  hours.set(startMs, hour);
  return hour;
};

/** Minutes in which a well-timed reading shows fire. */
const firingMinutes = (converted: readonly ConvertedReading[]): ReadonlySet<number> =>
  new Set(
    converted
      .filter(({ looksFiring, reading }) => looksFiring === true && reading.timeQuality >= 2)
      .map(({ reading }) => Math.floor(reading.takenAtMs / minuteMs)),
  );

/** ∫ of the straight line between two readings over one minute of it. */
const piece = (a: ConvertedReading, b: ConvertedReading, fromMs: number, toMs: number): number => {
  const [startMs, endMs] = [a.reading.takenAtMs, b.reading.takenAtMs];
  const slope = ((b.rateKgPerS ?? 0) - (a.rateKgPerS ?? 0)) / (endMs - startMs);
  const middleMs = (fromMs + toMs) / 2;
  return ((a.rateKgPerS ?? 0) + slope * (middleMs - startMs)) * ((toMs - fromMs) / 1_000);
};

const foldChimney = (converted: readonly ConvertedReading[]): Map<number, ExpectedHour> => {
  const hours = new Map<number, ExpectedHour>();
  const firing = firingMinutes(converted);
  for (const { counts, reading } of converted) {
    if (counts && firing.has(Math.floor(reading.takenAtMs / minuteMs)))
      hourOf(hours, reading.takenAtMs).validReadings += 1;
  }
  const timed = converted.filter(({ reading }) => reading.timeQuality >= 2);
  for (const [index, b] of timed.entries()) {
    const a = timed[index - 1];
    if (a === undefined || !a.counts || !b.counts || a.reading.deviceId !== b.reading.deviceId) continue;
    const [startMs, endMs] = [a.reading.takenAtMs, b.reading.takenAtMs];
    if (endMs - startMs > 15_000) continue;
    for (let fromMs = startMs; fromMs < endMs; ) {
      const minute = Math.floor(fromMs / minuteMs);
      const toMs = Math.min(endMs, (minute + 1) * minuteMs);
      if (firing.has(minute)) {
        const hour = hourOf(hours, fromMs);
        hour.integratedKg += piece(a, b, fromMs, toMs);
        hour.coveredMs += toMs - fromMs;
      }
      fromMs = toMs;
    }
  }
  return hours;
};

/**
 * What every chimney-hour must hold, worked out from all readings at once and with none of the fold's code: sort,
 * join consecutive readings by straight lines, cut at minutes, keep the minutes that burn.
 */
export const expectedHours = (plant: SoakPlant, readings: readonly Reading[]): Expectation => {
  const sorted = distinctReadings(readings).sort(inOrder);
  const assignments = plant.factories.flatMap(({ record }) => record.assignments);
  return new Map(
    plant.chimneys.map(({ design, configuration }) => [
      design.chimneyId,
      foldChimney(
        sorted
          .filter((reading) => isAssigned(reading, design.chimneyId, assignments))
          .map((reading) => convertReading(reading, configuration)),
      ),
    ]),
  );
};
