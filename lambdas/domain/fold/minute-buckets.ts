import type { ConvertedReading } from '../convert-reading.ts';
import { minuteFloorMs, minuteMs } from '../nairobi.ts';
import { maxGapMs } from './max-gap.ts';
import type { PlacedReading } from './placed-reading.ts';
import { trapezoidPart } from './trapezoid.ts';

/** What lies in one minute of a chimney, before its operating state decides what counts. */
export type MinuteBucket = {
  readonly startMs: number;
  readonly placed: PlacedReading[];
  massKg: number;
  normalVolumeNm3: number;
  coveredMs: number;
};

export const minuteBuckets = (placed: readonly PlacedReading[]): Map<number, MinuteBucket> => {
  const buckets = new Map<number, MinuteBucket>();
  for (const item of placed) bucketAt(buckets, item.converted.reading.takenAtMs).placed.push(item);
  addSteps(buckets, placed);
  return buckets;
};

const bucketAt = (buckets: Map<number, MinuteBucket>, ms: number): MinuteBucket => {
  const startMs = minuteFloorMs(ms);
  const found = buckets.get(startMs);
  if (found !== undefined) return found;
  const made: MinuteBucket = { startMs, placed: [], massKg: 0, normalVolumeNm3: 0, coveredMs: 0 };
  buckets.set(startMs, made);
  return made;
};

/**
 * Trapezoids between consecutive readings that both count. A reading that does not count breaks the trapezoid,
 * except for an uncertain clock: its place in the order is not known, so it is passed over.
 */
const addSteps = (buckets: Map<number, MinuteBucket>, placed: readonly PlacedReading[]): void => {
  let before: ConvertedReading | null = null;
  for (const { converted } of placed) {
    if (converted.marks.includes('clock_uncertain')) continue;
    if (before !== null && isOneStep(before, converted)) addStep(buckets, before, converted);
    before = converted;
  }
};

/** Both count, by one device, at most the max gap apart. */
const isOneStep = (a: ConvertedReading, b: ConvertedReading): boolean =>
  a.counts &&
  b.counts &&
  a.reading.deviceId === b.reading.deviceId &&
  b.reading.takenAtMs - a.reading.takenAtMs <= maxGapMs(a.reading, b.reading);

/**
 * Splits a step at minute edges, where also every hour, day and change of operating state lies. Each end has the rate
 * of its own configuration: across a change of configuration the rate is taken as linear, like any other step.
 */
const addStep = (buckets: Map<number, MinuteBucket>, a: ConvertedReading, b: ConvertedReading): void => {
  const [fromMs, toMs] = [a.reading.takenAtMs, b.reading.takenAtMs];
  const rates = [point(a, a.rateKgPerS), point(b, b.rateKgPerS)] as const;
  const flows = [point(a, a.flowNm3PerS), point(b, b.flowNm3PerS)] as const;
  for (let minute = minuteFloorMs(fromMs); minute < toMs; minute += minuteMs) {
    const bucket = bucketAt(buckets, minute);
    bucket.massKg += trapezoidPart(...rates, minute, minute + minuteMs);
    bucket.normalVolumeNm3 += trapezoidPart(...flows, minute, minute + minuteMs);
    bucket.coveredMs += Math.min(toMs, minute + minuteMs) - Math.max(fromMs, minute);
  }
};

const point = ({ reading }: ConvertedReading, rate: number | null) => ({
  atMs: reading.takenAtMs,
  rate: rate ?? 0,
});
