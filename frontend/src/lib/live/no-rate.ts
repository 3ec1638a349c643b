import type { ChimneySnapshot } from '@carbon-track/contract/emissions.ts';

type ChannelState = ChimneySnapshot['co2DryFraction']['state'];
/** A channel's state that keeps its chimney from having a rate. */
export type Hindrance = Exclude<ChannelState, 'valid' | 'assumed'>;
type Broken = { channel: 'co2' | 'temperature' | 'velocity' | 'pressure'; state: Hindrance };

/** Why a chimney has no rate: its first channel that does not count. Null when it has one, or all channels count. */
export const brokenChannel = (snapshot: ChimneySnapshot): Broken | null => {
  if (snapshot.rateKgPerS !== null) return null;
  const channels = [
    { channel: 'co2', state: snapshot.co2DryFraction.state },
    { channel: 'temperature', state: snapshot.gasTemperatureC.state },
    { channel: 'velocity', state: snapshot.velocityMPerS.state },
    { channel: 'pressure', state: snapshot.pressurePa.state },
  ] as const;
  for (const { channel, state } of channels)
    if (state !== 'valid' && state !== 'assumed') return { channel, state };
  return null;
};

/** What keeps all of these chimneys from a rate: one state they share, or `mixed`. Null without any chimney. */
export const sharedHindrance = (snapshots: readonly ChimneySnapshot[]): Hindrance | 'mixed' | null => {
  const [first = null, ...others] = new Set(snapshots.map((one) => brokenChannel(one)?.state ?? 'mixed'));
  return others.length === 0 ? first : 'mixed';
};
