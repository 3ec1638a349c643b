import type { MinutePoint } from '@carbon-track/contract/emissions.ts';
import { hourMs, minuteMs } from '../../lib/time/nairobi.ts';

export const chartSpanMs = 3 * hourMs;
/** Minutes reach the store up to this long after they end: until then they are not gaps. */
const storedWithinMs = 2 * minuteMs;

/** Minutes may still change this long: what arrives a little late is seen at the next look. */
const unsettledMs = 5 * minuteMs;
/** A backlog of an hour or more changes older minutes too: now and then the whole span is asked for anew. */
const wholeEveryMs = 30 * minuteMs;

/** A chimney's minutes as known; `wholeAtMs`: when all of them were last asked for. */
export type KnownMinutes = { toMs: number; wholeAtMs: number; points: readonly MinutePoint[] };
type Window = { fromMs: number; toMs: number };

/** What to ask for next: the whole span at first and every half hour, else what is new or may have changed. */
export const nextWindow = (known: KnownMinutes | null, nowMs: number): Window => {
  const toMs = Math.ceil(nowMs / minuteMs) * minuteMs;
  const spanFromMs = toMs - chartSpanMs - minuteMs;
  const whole = known === null || nowMs - known.wholeAtMs >= wholeEveryMs;
  return { fromMs: whole ? spanFromMs : Math.max(spanFromMs, known.toMs - unsettledMs), toMs };
};

/** The known minutes with those of `window` replaced by what was answered. */
export const followedBy = (
  known: KnownMinutes | null,
  { fromMs, toMs }: Window,
  answered: readonly MinutePoint[],
): KnownMinutes => {
  const spanFromMs = toMs - chartSpanMs - minuteMs;
  const kept = (known?.points ?? []).filter(({ startMs }) => startMs >= spanFromMs && startMs < fromMs);
  return {
    toMs,
    wholeAtMs: fromMs === spanFromMs || known === null ? toMs : known.wholeAtMs,
    points: [...kept, ...answered],
  };
};

export const measures = ['rate', 'co2', 'temperature', 'velocity'] as const;
export type Measure = (typeof measures)[number];

/** Off contributes 0 kg; every other minute without a value is unknown. */
const rateOf = (point: MinutePoint): number | null =>
  point.meanRateKgPerS ?? (point.operatingState === 'off' ? 0 : null);

const secondsPerHour = 3_600;
const pick: Record<Measure, (point: MinutePoint) => number | null> = {
  rate: (point) => {
    const rate = rateOf(point);
    return rate === null ? null : rate * secondsPerHour;
  },
  co2: (point) => (point.meanCo2DryFraction === null ? null : point.meanCo2DryFraction * 100),
  temperature: (point) => point.meanGasTemperatureC,
  velocity: (point) => point.meanVelocityMPerS,
};

/** The instants of the chart, one a minute: the last three hours up to what can be stored by now. */
export const minuteGrid = (nowMs: number, points: readonly (readonly MinutePoint[])[]): number[] => {
  const floor = Math.floor(nowMs / minuteMs) * minuteMs;
  const newest = Math.max(0, ...points.map((line) => (line.at(-1)?.startMs ?? 0) + minuteMs));
  const end = Math.max(floor - storedWithinMs, Math.min(newest, floor + minuteMs));
  const start = floor - chartSpanMs;
  return Array.from({ length: Math.max(0, (end - start) / minuteMs) }, (_, i) => start + i * minuteMs);
};

/** A chimney's values on the grid; a minute that is not stored is null. */
export const valuesOnGrid = (
  grid: readonly number[],
  points: readonly MinutePoint[],
  measure: Measure,
): (number | null)[] => {
  const byStart = new Map(points.map((point) => [point.startMs, pick[measure](point)]));
  return grid.map((startMs) => byStart.get(startMs) ?? null);
};

/** Sum of the chimneys minute by minute, known only where every one of them is: absence is not zero. */
export const sumOfLines = (lines: readonly (readonly (number | null)[])[]): (number | null)[] =>
  (lines[0] ?? []).map((_, index) =>
    lines.reduce<number | null>((sum, line) => {
      const value = line[index] ?? null;
      return sum === null || value === null ? null : sum + value;
    }, 0),
  );
