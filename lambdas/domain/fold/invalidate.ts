import type { Invalidation } from '@carbon-track/contract/chimney.ts';
import type { ChannelState } from '@carbon-track/contract/quality.ts';
import { type Channel, isUsable } from '../channel-state.ts';
import { type ConvertedReading, withRates } from '../convert-reading.ts';
import { isInForce } from '../dated.ts';
import type { FoldInput } from './fold-input.ts';
import type { PlacedReading } from './placed-reading.ts';

export type ChannelName = keyof ConvertedReading['channels'];

const channelOf: Record<Invalidation['channel'], ChannelName> = {
  co2: 'co2DryFraction',
  velocity: 'velocityMPerS',
  gasTemperature: 'gasTemperatureC',
  pressure: 'pressurePa',
};

/** The same reading with one good channel put into another state; a channel that is bad already keeps its own reason. */
export const withState = (placed: PlacedReading, name: ChannelName, state: ChannelState): PlacedReading => {
  const channel: Channel = placed.converted.channels[name];
  if (!isUsable(channel.state)) return placed;
  const channels = { ...placed.converted.channels, [name]: { value: channel.value, state } };
  const { reading, marks } = placed.converted;
  return { prepared: placed.prepared, converted: withRates(reading, channels, marks, placed.prepared) };
};

/** A failed check puts its channel in `fault` for its interval; the reading itself stays as it is. */
export const invalidated = (item: PlacedReading, ofChimney: readonly Invalidation[]): PlacedReading =>
  ofChimney.reduce(
    (result, invalidation) =>
      isInForce(invalidation, item.converted.reading.takenAtMs)
        ? withState(result, channelOf[invalidation.channel], 'fault')
        : result,
    item,
  );

/** The same for all readings of a fold. */
export const withInvalidations = (placed: PlacedReading[], input: FoldInput): PlacedReading[] => {
  const mine = input.invalidations.filter(({ chimneyId }) => chimneyId === input.chimneyId);
  return mine.length === 0 ? placed : placed.map((item) => invalidated(item, mine));
};
