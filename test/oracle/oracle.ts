import type { ChimneyConfiguration } from '@carbon-track/contract/chimney.ts';
import { type ConvertedReading, convertReading } from '../../lambdas/domain/convert-reading.ts';
import type { Reading } from '../../lambdas/domain/reading.ts';

const minute = 60_000;
const hour = 60 * minute;
const carry = 2 * hour;
const foldedPerMinute = 24;
const standStillMs = 600_000;

/** One stretch of time on which a device was the primary source of the chimney: `[fromMs, toMs)`. */
export type OracleSource = { readonly deviceId: string; readonly fromMs: number; readonly toMs: number };

/**
 * A slow second opinion on the fold of one chimney, written to be obviously right rather than fast: one
 * configuration for the whole time, sources that do not overlap, no invalidations and no declared off times.
 */
export type OracleChimney = {
  readonly configuration: ChimneyConfiguration;
  readonly sources: readonly OracleSource[];
  /** In any order, with any duplicates. */
  readonly readings: readonly Reading[];
  /** Minutes that start at or after this do not exist. */
  readonly nowMs: number;
};

export type OracleHour = {
  readonly startMs: number;
  readonly integratedKg: number;
  readonly coveredS: number;
  readonly operatingS: number;
  readonly validReadings: number;
  readonly storedReadings: number;
};

type Point = {
  atMs: number;
  reading: Reading;
  channels: ConvertedReading['channels'];
  rate: number | null;
  firing: boolean | null;
  trusted: boolean;
};

/** One of each (device, epoch, seq) of a minute, the earliest, in order of time, epoch, seq, device. */
const distinctReadings = (readings: readonly Reading[]): Reading[] => {
  const known = new Map<string, Reading>();
  for (const reading of readings) {
    const place = Math.floor(reading.takenAtMs / minute);
    const identity = `${reading.deviceId}/${place}/${reading.epoch}/${reading.seq}`;
    const rival = known.get(identity);
    if (rival === undefined || reading.takenAtMs < rival.takenAtMs) known.set(identity, reading);
  }
  const order = (r: Reading): [number, number, number, string] => [r.takenAtMs, r.epoch, r.seq, r.deviceId];
  return [...known.values()].sort((a, b) => {
    const [x, y] = [order(a), order(b)];
    const index = x.findIndex((value, at) => value !== y[at]);
    return index < 0 ? 0 : (x[index] ?? 0) < (y[index] ?? 0) ? -1 : 1;
  });
};

const firstOfEachMinute = (readings: readonly Reading[]): Reading[] => {
  const counts = new Map<string, number>();
  return readings.filter((reading) => {
    const place = `${reading.deviceId} ${Math.floor(reading.takenAtMs / minute)}`;
    counts.set(place, (counts.get(place) ?? 0) + 1);
    return (counts.get(place) ?? 0) <= foldedPerMinute;
  });
};

const watched = [
  ['co2DryFraction', (reading: Reading) => reading.co2Ppm],
  ['gasTemperatureC', (reading: Reading) => reading.gasTemperatureDeciC],
  ['velocityMPerS', (reading: Reading) => reading.velocityMmPerS],
] as const;

/** A raw value that has stood still for 600 s without a break no longer counts. Bad readings in between say nothing. */
const standsStill = (
  points: readonly Point[],
  index: number,
  [channel, rawOf]: (typeof watched)[number],
): boolean => {
  const here = points[index];
  if (here === undefined || here.firing === false) return false;
  let since = here;
  for (let back = index - 1; back >= 0; back -= 1) {
    const before = points[back];
    if (before === undefined || !before.trusted || before.channels[channel].state !== 'valid') continue;
    const gapMs = 3_000 * Math.max(before.reading.samplePeriodS, since.reading.samplePeriodS);
    const isBroken =
      before.firing === false ||
      before.reading.deviceId !== since.reading.deviceId ||
      rawOf(before.reading) !== rawOf(here.reading) ||
      since.atMs - before.atMs > gapMs;
    if (isBroken) break;
    since = before;
  }
  return here.atMs - since.atMs >= standStillMs;
};

const pointsOf = ({ configuration, sources, readings }: OracleChimney): Point[] => {
  const primary = firstOfEachMinute(distinctReadings(readings)).filter((reading) =>
    sources.some(
      (source) =>
        source.deviceId === reading.deviceId &&
        source.fromMs <= reading.takenAtMs &&
        reading.takenAtMs < source.toMs,
    ),
  );
  const raw = primary.map((reading): Point => {
    const converted = convertReading(reading, configuration);
    return {
      atMs: reading.takenAtMs,
      reading,
      channels: converted.channels,
      rate: converted.counts ? converted.rateKgPerS : null,
      firing: converted.looksFiring,
      trusted: reading.timeQuality >= 2,
    };
  });
  return raw.map((point, index) =>
    watched.some((channel) => standsStill(raw, index, channel)) ? { ...point, rate: null } : point,
  );
};

const isFiring = (points: readonly Point[], startMs: number): boolean => {
  for (let back = startMs; back >= startMs - carry; back -= minute) {
    const seen = points.filter(({ atMs, trusted }) => trusted && atMs >= back && atMs < back + minute);
    if (seen.some(({ firing }) => firing === true)) return true;
    if (seen.some(({ firing }) => firing === false)) return false;
  }
  return true;
};

/** ∫ of the straight line from `a` to `b` over their common time with `[fromMs, toMs)`: kg and seconds. */
const part = (a: Point, b: Point, fromMs: number, toMs: number): [kg: number, seconds: number] => {
  const [start, end] = [Math.max(a.atMs, fromMs), Math.min(b.atMs, toMs)];
  if (end <= start || a.rate === null || b.rate === null) return [0, 0];
  const slope = (b.rate - a.rate) / (b.atMs - a.atMs);
  const middle = a.rate + slope * ((start + end) / 2 - a.atMs);
  return [(middle * (end - start)) / 1_000, (end - start) / 1_000];
};

/** What each hour must come to, from all readings there ever were. */
export const oracleOf = (chimney: OracleChimney): ((startMs: number) => OracleHour) => {
  const all = pointsOf(chimney);
  return (startMs) => {
    const near = all.filter(({ atMs }) => atMs >= startMs - carry - hour && atMs < startMs + 2 * hour);
    return hourOf(near, startMs, chimney.nowMs);
  };
};

const hourOf = (points: readonly Point[], startMs: number, nowMs: number): OracleHour => {
  const steps = points.filter(({ trusted }) => trusted);
  const within = (fromMs: number, toMs: number): Point[] =>
    points.filter(({ atMs }) => atMs >= fromMs && atMs < toMs);
  let [integratedKg, coveredS, operatingS, validReadings] = [0, 0, 0, 0];
  for (let at = startMs; at < startMs + hour && at < nowMs; at += minute) {
    if (!isFiring(points, at)) continue;
    operatingS += 60;
    validReadings += within(at, at + minute).filter(({ rate }) => rate !== null).length;
    for (const [index, b] of steps.entries()) {
      const a = steps[index - 1];
      if (a === undefined || a.reading.deviceId !== b.reading.deviceId) continue;
      if (b.atMs - a.atMs > 3_000 * Math.max(a.reading.samplePeriodS, b.reading.samplePeriodS)) continue;
      const [kg, seconds] = part(a, b, at, at + minute);
      integratedKg += kg;
      coveredS += seconds;
    }
  }
  const storedReadings = within(startMs, startMs + hour).length;
  return { startMs, integratedKg, coveredS, operatingS, validReadings, storedReadings };
};

/** Hours of several chimneys, or several hours of one, added up: a day, a factory, the network. */
export const oracleSum = (hours: readonly OracleHour[]): Omit<OracleHour, 'startMs'> => {
  const total = (amountOf: (one: OracleHour) => number): number =>
    hours.reduce((sum, one) => sum + amountOf(one), 0);
  return {
    integratedKg: total((one) => one.integratedKg),
    coveredS: total((one) => one.coveredS),
    operatingS: total((one) => one.operatingS),
    validReadings: total((one) => one.validReadings),
    storedReadings: total((one) => one.storedReadings),
  };
};

/** Equal to a relative 1e-9 (absolute near zero), the exactness that is promised. */
export const agrees = (a: number, b: number): boolean =>
  Math.abs(a - b) <= 1e-9 * Math.max(1e-3, Math.abs(a), Math.abs(b));
