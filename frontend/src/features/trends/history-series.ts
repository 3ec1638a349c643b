import type { DayPoint, HourPoint } from '@carbon-track/contract/emissions.ts';
import { dayMs, hourMs, nairobiDayStartMs } from '../../lib/time/nairobi.ts';
import { daysOf, type Range } from './search.ts';

export type HistoryPoint = HourPoint | DayPoint;
export type Period = { fromMs: number; toMs: number; stepMs: number; resolution: 'hour' | 'day' };

/** Whole days up to the one that runs, or whole hours up to the one that runs. */
export const periodOf = (range: Range, nowMs: number): Period => {
  if (range !== '7d') {
    const toMs = nairobiDayStartMs(nowMs);
    return { fromMs: toMs - daysOf[range] * dayMs, toMs, stepMs: dayMs, resolution: 'day' };
  }
  const toMs = Math.floor(nowMs / hourMs) * hourMs;
  return { fromMs: toMs - daysOf[range] * dayMs, toMs, stepMs: hourMs, resolution: 'hour' };
};

export const gridOf = ({ fromMs, toMs, stepMs }: Period): number[] =>
  Array.from({ length: Math.round((toMs - fromMs) / stepMs) }, (_, index) => fromMs + index * stepMs);

type Line = (number | null)[];
export type History = {
  xMs: number[];
  measuredKg: Line;
  substitutedKg: Line;
  /** Top of the stacked bars. */
  reportedKg: Line;
  capturePercent: Line;
  intensityKgPerKg: Line;
  seeded: boolean;
};

/** A period in which everything that operated is missing has no emissions to show; it is a gap, not zero. */
const knownKg = (point: HistoryPoint, kg: number): number | null =>
  point.operatingS > 0 && point.missingOperatingS >= point.operatingS ? null : kg;

/** Puts the stored points on an even grid; what is not stored is null. */
export const historyOf = (period: Period, points: readonly HistoryPoint[]): History => {
  const xMs = gridOf(period);
  const byStart = new Map(points.map((point) => [point.startMs, point]));
  const line = (pick: (point: HistoryPoint) => number | null): Line =>
    xMs.map((startMs) => {
      const point = byStart.get(startMs);
      return point === undefined ? null : pick(point);
    });
  return {
    xMs,
    measuredKg: line((point) => knownKg(point, point.measuredKg)),
    substitutedKg: line((point) => knownKg(point, point.substitutedKg)),
    reportedKg: line((point) => knownKg(point, point.measuredKg + point.substitutedKg)),
    capturePercent: line(({ capture }) => (capture === null ? null : capture * 100)),
    intensityKgPerKg: line((point) => ('intensityKgPerKg' in point ? point.intensityKgPerKg : null)),
    seeded: points.some(({ origin }) => origin === 'seeded'),
  };
};
