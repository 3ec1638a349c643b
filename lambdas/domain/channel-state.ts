import { type ChannelState, qualityCodes } from '@carbon-track/contract/quality.ts';

const stateOfCode: Record<(typeof qualityCodes)[number], ChannelState> = {
  ok: 'valid',
  warm_up: 'warm_up',
  over_range: 'over_range',
  under_range: 'under_range',
  stale: 'stale',
  disconnected: 'fault',
  checksum: 'fault',
  implausible: 'implausible',
  assumed: 'assumed',
  calibrating: 'calibrating',
};

const statesByCode: readonly ChannelState[] = qualityCodes.map((name) => stateOfCode[name]);

/** A value in this state counts. */
export const isUsable = (state: ChannelState): boolean => state === 'valid' || state === 'assumed';

/**
 * State a device claims for a channel by quality code (0 … 9), before any check of ours.
 * A claim of a good value without a value is `missing`; an unknown code is a `fault`.
 */
export const stateOfQualityCode = (code: number, hasValue: boolean): ChannelState => {
  const claimed = statesByCode[code] ?? 'fault';
  return isUsable(claimed) && !hasValue ? 'missing' : claimed;
};

/** One channel of a reading in its unit. A value beside a bad state is shown, never counted; null is missing. */
export type Channel = { readonly value: number | null; readonly state: ChannelState };

export const missingChannel: Channel = { value: null, state: 'missing' };
