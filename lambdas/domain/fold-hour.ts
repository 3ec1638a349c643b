import { defaultSamplePeriodS, type FoldInput } from './fold/fold-input.ts';
import { possibleReadings } from './fold/possible-readings.ts';
import { type Timeline, type TimelineMinute, timeline } from './fold/timeline.ts';
import { valid, weightedMeans } from './fold/weighted-means.ts';
import type { HourFold } from './hour-fold.ts';
import { hourMs } from './nairobi.ts';

export { type FoldInput, foldLookAheadMs, foldLookBackMs } from './fold/fold-input.ts';

/**
 * Folds the hour that starts at `startMs` out of raw readings. Equal for any order, duplication and batching of the
 * readings and for any surplus beyond `[startMs − foldLookBackMs, startMs + 1 h + foldLookAheadMs)`, which the caller
 * must bring. Only firing minutes count: kg, covered ms, valid and possible readings. Σ of minutes, never of rates.
 */
export const foldHour = (input: FoldInput & { readonly startMs: number }): HourFold => {
  const line = timeline(input, input.startMs, input.startMs + hourMs);
  const firing = line.minutes.filter(({ state }) => state.effective === 'firing');
  const counted = firing.flatMap(({ bucket }) => valid(bucket));
  const coveredMs = sum(firing, (bucket) => bucket.coveredMs);
  const means = weightedMeans(counted);
  return {
    startMs: input.startMs,
    integratedKg: sum(firing, (bucket) => bucket.massKg),
    coveredMs,
    operatingMinutes: firing.length,
    validReadings: counted.length,
    possibleReadings: possibleReadings(line, input.fallbackSamplePeriodS ?? defaultSamplePeriodS),
    storedReadings: line.stored.length,
    concentrationGPerNm3: means.concentrationGPerNm3,
    flowNm3PerH: meanFlowNm3PerH(firing, coveredMs, means.flowNm3PerS),
    expandedUncertaintyRelative: means.expandedUncertaintyRelative,
    hasSeeded: has(line, 'seeded'),
    hasUploaded: has(line, 'uploaded'),
  };
};

const sum = (
  minutes: readonly TimelineMinute[],
  amountOf: (bucket: NonNullable<TimelineMinute['bucket']>) => number,
): number => minutes.reduce((total, { bucket }) => total + (bucket === undefined ? 0 : amountOf(bucket)), 0);

/** Mean over the covered time; a lone reading covers none and speaks for itself. */
const meanFlowNm3PerH = (
  firing: readonly TimelineMinute[],
  coveredMs: number,
  meanNm3PerS: number | null,
): number | null => {
  if (meanNm3PerS === null) return null;
  if (coveredMs === 0) return meanNm3PerS * 3_600;
  return sum(firing, (bucket) => bucket.normalVolumeNm3) / (coveredMs / hourMs);
};

const has = (line: Timeline, origin: 'seeded' | 'uploaded'): boolean =>
  line.stored.some((reading) => reading.origin === origin);
