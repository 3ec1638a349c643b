import type { MinutePoint, Origin } from '@carbon-track/contract/emissions.ts';
import type { ChannelState } from '@carbon-track/contract/quality.ts';
import type { ConvertedReading } from './convert-reading.ts';
import type { FoldInput } from './fold/fold-input.ts';
import { type TimelineMinute, timeline } from './fold/timeline.ts';
import { mean, valid } from './fold/weighted-means.ts';

/**
 * The minutes of `[fromMs, toMs)`, widened to whole minutes, for charts: one point for every minute in which something
 * was read or integrated. Kg and covered seconds are those that enter the hour, so firing minutes of an hour sum to it;
 * means are over the valid readings of the minute, null without any. The shown state is the observed one.
 */
export const foldMinutes = (
  input: FoldInput & { readonly fromMs: number; readonly toMs: number },
): MinutePoint[] => {
  const points: MinutePoint[] = [];
  for (const minute of timeline(input, input.fromMs, input.toMs).minutes) {
    if (minute.bucket !== undefined) points.push(minutePoint(minute, minute.bucket));
  }
  return points;
};

const minutePoint = (minute: TimelineMinute, bucket: NonNullable<TimelineMinute['bucket']>): MinutePoint => {
  const counted = valid(bucket);
  const isFiring = minute.state.effective === 'firing';
  return {
    startMs: minute.startMs,
    integratedKg: isFiring ? bucket.massKg : 0,
    coveredS: isFiring ? bucket.coveredMs / 1_000 : 0,
    validReadings: counted.length,
    operatingState: minute.state.observed,
    meanRateKgPerS: meanOf(counted, ({ rateKgPerS }) => rateKgPerS),
    meanCo2DryFraction: meanOf(counted, ({ channels }) => channels.co2DryFraction.value),
    meanGasTemperatureC: meanOf(counted, ({ channels }) => channels.gasTemperatureC.value),
    meanVelocityMPerS: meanOf(counted, ({ channels }) => channels.velocityMPerS.value),
    states: distinctStates(bucket.placed.map(({ converted }) => converted)),
    origin: originOf(bucket.placed.map(({ converted }) => converted)),
  };
};

const meanOf = (
  counted: readonly ConvertedReading[],
  pick: (converted: ConvertedReading) => number | null,
): number | null => mean(counted.map(pick).filter((value) => value !== null));

const distinctStates = (converted: readonly ConvertedReading[]): ChannelState[] => [
  ...new Set(
    converted.flatMap(({ channels }) => [
      channels.co2DryFraction.state,
      channels.velocityMPerS.state,
      channels.gasTemperatureC.state,
    ]),
  ),
];

/** The least trustworthy origin names the minute. */
const originOf = (converted: readonly ConvertedReading[]): Origin => {
  const origins = new Set(converted.map(({ reading }) => reading.origin));
  return origins.has('seeded') ? 'seeded' : origins.has('uploaded') ? 'uploaded' : 'measured';
};
