import type { AlertCause } from '@carbon-track/contract/alert.ts';
import type { ChimneyThresholds } from '@carbon-track/contract/chimney.ts';
import type { OperatingState } from '@carbon-track/contract/quality.ts';
import { isUsable } from '../channel-state.ts';
import { maxGapMs } from '../fold/max-gap.ts';
import type { PlacedReading } from '../fold/placed-reading.ts';
import type { TimelineMinute } from '../fold/timeline.ts';
import { mean, valid } from '../fold/weighted-means.ts';
import { minuteMs } from '../nairobi.ts';
import type { Sample } from './episode.ts';

/** Causes that are judged from readings; silence and device events are not. */
export type ReadingCause = Exclude<AlertCause, 'device_silent' | 'device_event' | 'high_emission'>;

type Judge = (
  placed: PlacedReading,
  thresholds: ChimneyThresholds,
  observed: OperatingState,
) => Judgement | null;

type Judgement = Pick<Sample, 'value' | 'breach' | 'clear' | 'detail'>;

/** A pause shorter than this never breaks a stretch: devices may pack a minute into one message. */
const leastPauseMs = 2 * minuteMs;

const channelWords = [
  ['co2DryFraction', 'CO2'],
  ['gasTemperatureC', 'gas temperature'],
  ['velocityMPerS', 'velocity'],
] as const;

const channelsIn = ({ converted }: PlacedReading, state: 'stale' | 'over_range'): string =>
  channelWords
    .filter(([name]) => converted.channels[name].state === state)
    .map(([, word]) => word)
    .join(', ');

/** Null: this reading can say nothing about the cause. */
const judges: Record<ReadingCause, Judge> = {
  gas_temperature_high: ({ converted }, { gasHighC, gasHighClearC }) => {
    const { value, state } = converted.channels.gasTemperatureC;
    if (state !== 'valid' || value === null) return null;
    return { value, breach: value > gasHighC, clear: value < gasHighClearC, detail: 'gas temperature' };
  },
  low_velocity: ({ converted }, { lowVelocityMPerS }, observed) => {
    const { value, state } = converted.channels.velocityMPerS;
    // Below range is "at most this much": a blocked or turned pitot must not stay unnoticed over a fire.
    const speaks = isUsable(state) || state === 'under_range';
    if (observed !== 'firing' || !speaks || value === null) return null;
    const breach = value < lowVelocityMPerS;
    return { value, breach, clear: isUsable(state) && !breach, detail: 'firing with hardly any flow' };
  },
  channel_stale: (placed) => {
    const detail = channelsIn(placed, 'stale');
    // Only a reading that is good throughout shows that no channel stands still any more.
    return { value: null, breach: detail !== '', clear: placed.converted.rateKgPerS !== null, detail };
  },
  over_range: (placed) => {
    const detail = channelsIn(placed, 'over_range');
    const co2 = placed.converted.channels.co2DryFraction.state;
    return { value: null, breach: detail !== '', clear: detail === '' && isUsable(co2), detail };
  },
};

/** While a chimney is off nothing but silence is worth a call: whatever was open clears. */
const off: Judgement = { value: null, breach: false, clear: true, detail: '' };

/** Samples of one cause out of the readings, in order. Readings with an uncertain clock are passed over. */
export const readingSamples = (minutes: readonly TimelineMinute[], cause: ReadingCause): Sample[] => {
  const samples: Sample[] = [];
  for (const { state, bucket } of minutes) {
    for (const placed of bucket?.placed ?? []) {
      const { reading, marks } = placed.converted;
      if (marks.includes('clock_uncertain')) continue;
      const { thresholds } = placed.prepared.configuration;
      const judgement = state.effective === 'off' ? off : judges[cause](placed, thresholds, state.observed);
      if (judgement === null) continue;
      const maxPauseMs = Math.max(leastPauseMs, maxGapMs(reading, reading));
      samples.push({ ...judgement, fromMs: reading.takenAtMs, toMs: reading.takenAtMs, maxPauseMs });
    }
  }
  return samples;
};

/** Limits of high emission, kg/s. */
export type HighEmissionLimits = { readonly openAboveKgPerS: number; readonly clearBelowKgPerS: number };

/**
 * High emission is judged on the mean rate of whole minutes that are over: a single gust does not break a stretch.
 * Without limits (too little history) only "off" is said.
 */
export const highEmissionSamples = (
  minutes: readonly TimelineMinute[],
  limits: HighEmissionLimits | null,
  nowMs: number,
): Sample[] => {
  const samples: Sample[] = [];
  for (const minute of minutes) {
    const toMs = minute.startMs + minuteMs;
    const judgement = minute.state.effective === 'off' ? off : judgeMinute(minute, limits);
    if (judgement === null || toMs > nowMs) continue;
    samples.push({ ...judgement, fromMs: minute.startMs, toMs, maxPauseMs: leastPauseMs });
  }
  return samples;
};

const judgeMinute = (minute: TimelineMinute, limits: HighEmissionLimits | null): Judgement | null => {
  const value = mean(valid(minute.bucket).map(({ rateKgPerS }) => rateKgPerS ?? 0));
  if (value === null || limits === null) return null;
  return {
    value,
    breach: value > limits.openAboveKgPerS,
    clear: value < limits.clearBelowKgPerS,
    detail: 'minute means',
  };
};
