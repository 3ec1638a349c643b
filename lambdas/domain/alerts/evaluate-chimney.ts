import type { Alert, AlertCause } from '@carbon-track/contract/alert.ts';
import type { ChimneyThresholds } from '@carbon-track/contract/chimney.ts';
import { configurationAt, primaryDeviceAt } from '../dated.ts';
import { staleAfterMs } from '../fold/stale.ts';
import { timeline } from '../fold/timeline.ts';
import { minuteMs } from '../nairobi.ts';
import { clockAheadToleranceMs } from '../reading-clock.ts';
import type { AlertInput, ChimneyWatch } from './alert-input.ts';
import { type Episode, followEpisode, quiet, type Sample } from './episode.ts';
import { followReported } from './reported.ts';
import { highEmissionSamples, type ReadingCause, readingSamples } from './samples.ts';
import { followSilence } from './silence.ts';

/** Readings older than this take no part in an evaluation. */
export const alertWindowMs = 30 * minuteMs;
/** Older backlog never opens anything, except as the head of a stretch that a threshold wants longer. */
export const openableForMs = 15 * minuteMs;

export type Finding = {
  readonly chimneyId: string;
  readonly cause: AlertCause;
  readonly open: Alert | null;
  readonly episode: Episode;
  readonly thresholds: ChimneyThresholds;
  readonly p95RateKgPerS: number | null;
};

/** Every cause of one chimney. A chimney without a configuration in force cannot be judged. */
export const evaluateChimney = (input: AlertInput, chimney: ChimneyWatch): Finding[] => {
  const inForce = configurationAt(input.configurations, chimney.chimneyId, input.nowMs);
  if (inForce === null) return [];
  const { thresholds } = inForce.configuration;
  const { chimneyId, p95RateKgPerS } = chimney;
  const common = { chimneyId, thresholds, p95RateKgPerS };
  const follow = chimney.inUse ? followed(input, chimney, thresholds) : () => retired(input.nowMs);
  return watchedCauses.map((cause) => {
    const open = openOf(input, chimneyId, cause);
    return { ...common, cause, open, episode: follow(cause, open) };
  });
};

const watchedCauses = [
  'high_emission',
  'gas_temperature_high',
  'low_velocity',
  'channel_stale',
  'over_range',
  'device_silent',
  'device_event',
] as const;
type WatchedCause = (typeof watchedCauses)[number];

const openOf = (input: AlertInput, chimneyId: string, cause: AlertCause): Alert | null =>
  input.openAlerts.find(
    (alert) => alert.chimneyId === chimneyId && alert.cause === cause && alert.clearedAtMs === null,
  ) ?? null;

/** A chimney taken out of use keeps no open alert; there is no reading to take the time from. */
const retired = (nowMs: number): Episode => ({ clearedAtMs: nowMs, peakValue: null, opening: null });

const followed = (input: AlertInput, chimney: ChimneyWatch, thresholds: ChimneyThresholds) => {
  const { nowMs } = input;
  const toMs = nowMs + clockAheadToleranceMs;
  const line = timeline({ ...input, chimneyId: chimney.chimneyId, nowMs: toMs }, nowMs - alertWindowMs, toMs);
  const samplesOf = (cause: Exclude<WatchedCause, 'device_silent' | 'device_event'>): Sample[] =>
    cause === 'high_emission'
      ? highEmissionSamples(line.minutes, highEmissionLimits(chimney, thresholds), nowMs)
      : readingSamples(line.minutes, cause);
  return (cause: WatchedCause, open: Alert | null): Episode => {
    if (cause === 'device_silent') return silence(input, chimney, thresholds, open, line.stored);
    if (cause === 'device_event') return followReported(input, chimney.chimneyId, open);
    const forMs = 1_000 * durationsS[cause](thresholds);
    return followEpisode(samplesOf(cause), open, {
      forMs,
      openableFromMs: nowMs - Math.max(openableForMs, forMs + 5 * minuteMs),
      worse: cause === 'low_velocity' ? Math.min : Math.max,
    });
  };
};

/** A channel in the state `stale` has already stood still for 600 s: only what a chimney wants beyond is waited for. */
const durationsS: Record<ReadingCause | 'high_emission', (thresholds: ChimneyThresholds) => number> = {
  high_emission: ({ highEmissionForS }) => highEmissionForS,
  gas_temperature_high: ({ gasHighForS }) => gasHighForS,
  low_velocity: ({ lowVelocityForS }) => lowVelocityForS,
  channel_stale: ({ staleForS }) => Math.max(0, staleForS - staleAfterMs / 1_000),
  over_range: ({ overRangeForS }) => overRangeForS,
};

const highEmissionLimits = ({ p95RateKgPerS }: ChimneyWatch, thresholds: ChimneyThresholds) =>
  p95RateKgPerS === null
    ? null
    : {
        openAboveKgPerS: thresholds.highEmissionRatio * p95RateKgPerS,
        clearBelowKgPerS: thresholds.highEmissionClearRatio * p95RateKgPerS,
      };

const silence = (
  input: AlertInput,
  chimney: ChimneyWatch,
  { silentForS }: ChimneyThresholds,
  open: Alert | null,
  stored: readonly { readonly takenAtMs: number }[],
): Episode => {
  const primary = primaryDeviceAt(input.assignments, chimney.chimneyId, input.nowMs);
  if (primary === null) return open === null ? quiet : retired(input.nowMs);
  const assignedAtMs = Math.max(
    0,
    ...input.assignments
      .filter(({ deviceId, chimneyId }) => deviceId === primary && chimneyId === chimney.chimneyId)
      .map(({ fromMs }) => fromMs)
      .filter((fromMs) => fromMs <= input.nowMs),
  );
  const readingTimesMs = stored.map(({ takenAtMs }) => takenAtMs);
  const lastSignAtMs = Math.max(assignedAtMs, chimney.newestReadingAtMs ?? 0, ...readingTimesMs);
  return followSilence({ lastSignAtMs, readingTimesMs, silentForS, nowMs: input.nowMs }, open);
};
