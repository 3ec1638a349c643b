import type { DayPoint, HourPoint } from '@carbon-track/contract/emissions.ts';
import { dayMs, hourMs, nairobiDayStartMs } from '../../lib/time/nairobi.ts';
import type { Range } from './search.ts';

export type HistoryPoint = HourPoint | DayPoint;
/** `stepMs` is what one bar stands for: one stored point of `resolution`, or a week of days. */
export type Period = { fromMs: number; toMs: number; stepMs: number; resolution: 'hour' | 'day' };

const grains: Record<Range, { steps: number; stepMs: number; resolution: Period['resolution'] }> = {
  '1d': { steps: 24, stepMs: hourMs, resolution: 'hour' },
  '7d': { steps: 7 * 24, stepMs: hourMs, resolution: 'hour' },
  '28d': { steps: 28, stepMs: dayMs, resolution: 'day' },
  '1y': { steps: 52, stepMs: 7 * dayMs, resolution: 'day' },
};
const pointMs = { hour: hourMs, day: dayMs };

/** Whole days up to the one that runs, or whole hours up to the one that runs. */
export const periodOf = (range: Range, nowMs: number): Period => {
  const { steps, stepMs, resolution } = grains[range];
  const toMs = resolution === 'day' ? nairobiDayStartMs(nowMs) : Math.floor(nowMs / hourMs) * hourMs;
  return { fromMs: toMs - steps * stepMs, toMs, stepMs, resolution };
};

export const gridOf = ({ fromMs, toMs, stepMs }: Period): number[] =>
  Array.from({ length: Math.round((toMs - fromMs) / stepMs) }, (_, index) => fromMs + index * stepMs);

type Line = (number | null)[];
export type History = {
  xMs: number[];
  measuredKg: Line;
  substitutedKg: Line;
  /** Top of the stacked bars, where something is substituted. */
  reportedKg: Line;
  /** Of measured and substituted kg together, k = 2. */
  expandedUncertaintyKg: Line;
  capturePercent: Line;
  intensityKgPerKg: Line;
  intensityExpandedUncertaintyKgPerKg: Line;
  seeded: boolean;
};

/** A period in which everything that operated is missing has no emissions to show; it is a gap, not zero. */
const isKnown = (point: HistoryPoint): boolean =>
  point.operatingS === 0 || point.missingOperatingS < point.operatingS;

const sumOf = <One>(all: readonly One[], pick: (one: One) => number): number =>
  all.reduce((sum, one) => sum + pick(one), 0);

/** Σ emissions / Σ tea over the days that have both; within one factory U adds up. */
const intensityOf = (points: readonly HistoryPoint[]) => {
  const days = points.flatMap((point) =>
    'madeTeaKg' in point && point.madeTeaKg !== null && point.intensityKgPerKg !== null
      ? [{ tea: point.madeTeaKg, kg: point.intensityKgPerKg, u: point.intensityExpandedUncertaintyKgPerKg }]
      : [],
  );
  const tea = sumOf(days, (day) => day.tea);
  if (tea === 0) return { intensity: null, uncertainty: null };
  return {
    intensity: sumOf(days, (day) => day.kg * day.tea) / tea,
    uncertainty: days.some((day) => day.u === null)
      ? null
      : sumOf(days, (day) => (day.u ?? 0) * day.tea) / tea,
  };
};

/** One bar: the sum of its points. Null where one of them is not known: a part must not look like the whole. */
const stepOf = (points: readonly HistoryPoint[], expected: number) => {
  const whole = points.length === expected && points.every(isKnown);
  const known = (kg: number): number | null => (whole ? kg : null);
  const possible = sumOf(points, (point) => point.possibleReadings);
  const substitutedKg = known(sumOf(points, (point) => point.substitutedKg));
  const measuredKg = known(sumOf(points, (point) => point.measuredKg));
  return {
    measuredKg,
    substitutedKg,
    reportedKg: substitutedKg === null || substitutedKg === 0 ? null : (measuredKg ?? 0) + substitutedKg,
    expandedUncertaintyKg: points.some((point) => point.expandedUncertaintyKg === null)
      ? null
      : known(sumOf(points, (point) => point.expandedUncertaintyKg ?? 0)),
    capturePercent:
      possible === 0 ? null : Math.min(100, (100 * sumOf(points, (point) => point.validReadings)) / possible),
    ...intensityOf(points),
  };
};

/** Puts the stored points on an even grid; what is not stored is null. */
export const historyOf = (period: Period, points: readonly HistoryPoint[]): History => {
  const xMs = gridOf(period);
  const byStep: HistoryPoint[][] = xMs.map(() => []);
  for (const point of points)
    byStep[Math.floor((point.startMs - period.fromMs) / period.stepMs)]?.push(point);
  const expected = period.stepMs / pointMs[period.resolution];
  const steps = byStep.map((own) => stepOf(own, expected));
  return {
    xMs,
    measuredKg: steps.map((step) => step.measuredKg),
    substitutedKg: steps.map((step) => step.substitutedKg),
    reportedKg: steps.map((step) => step.reportedKg),
    expandedUncertaintyKg: steps.map((step) => step.expandedUncertaintyKg),
    capturePercent: steps.map((step) => step.capturePercent),
    intensityKgPerKg: steps.map((step) => step.intensity),
    intensityExpandedUncertaintyKgPerKg: steps.map((step) => step.uncertainty),
    seeded: points.some(({ origin }) => origin === 'seeded'),
  };
};
