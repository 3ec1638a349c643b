import { leastCountingTimeQuality } from '../convert-reading.ts';
import type { Reading } from '../reading.ts';
import { type ChannelName, withState } from './invalidate.ts';
import { maxGapMs } from './max-gap.ts';
import type { PlacedReading } from './placed-reading.ts';

/** A raw value identical for this long while firing is a standing sensor, not a steady fire. */
export const staleAfterMs = 600_000;

type Watched = { readonly name: ChannelName; readonly rawOf: (placed: PlacedReading) => number | null };

/** The barometer is left out: at a resolution of 10 Pa it honestly stands still for longer. */
const watched: readonly Watched[] = [
  { name: 'co2DryFraction', rawOf: ({ converted }) => converted.reading.co2Ppm },
  { name: 'gasTemperatureC', rawOf: ({ converted }) => converted.reading.gasTemperatureDeciC },
  { name: 'velocityMPerS', rawOf: (placed) => rawVelocity(placed) },
];

const rawVelocity = ({ converted, prepared }: PlacedReading): number | null =>
  prepared.configuration.velocityProbe.kind === 'pitot'
    ? converted.reading.pressureDifferenceCentiPa
    : converted.reading.velocityMmPerS;

/** Puts channels that have stood still for 600 s while firing into `stale`. Readings must be in order. */
export const withStaleChannels = (placed: readonly PlacedReading[]): PlacedReading[] => {
  const states = watched.map((channel) => ({ channel, isStale: staleJudge(channel) }));
  return placed.map((item) => {
    let result = item;
    for (const { channel, isStale } of states) {
      // Judged on the untouched item: one standing channel must not hide another.
      if (isStale(item)) result = withState(result, channel.name, 'stale');
    }
    return result;
  });
};

/**
 * Follows one channel's run of identical raw values. A run is broken by another value, by a reading that looks off,
 * by another device and by a gap; readings whose channel is bad or whose clock is uncertain say nothing.
 */
const staleJudge = ({ name, rawOf }: Watched) => {
  let runStart: Reading | null = null;
  let last: PlacedReading | null = null;
  return (item: PlacedReading): boolean => {
    const { reading, channels, looksFiring } = item.converted;
    if (channels[name].state !== 'valid' || reading.timeQuality < leastCountingTimeQuality) return false;
    if (looksFiring === false) {
      runStart = null;
      last = null;
      return false;
    }
    const continues =
      last !== null && rawOf(last) === rawOf(item) && isNextTo(last.converted.reading, reading);
    if (!continues || runStart === null) runStart = reading;
    last = item;
    return reading.takenAtMs - runStart.takenAtMs >= staleAfterMs;
  };
};

const isNextTo = (before: Reading, after: Reading): boolean =>
  before.deviceId === after.deviceId && after.takenAtMs - before.takenAtMs <= maxGapMs(before, after);
