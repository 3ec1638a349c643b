import type { OperatingState } from '@carbon-track/contract/quality.ts';
import { leastCountingTimeQuality } from '../convert-reading.ts';
import { isInForce } from '../dated.ts';
import { minuteMs } from '../nairobi.ts';
import { type FoldInput, stateCarryMs } from './fold-input.ts';
import type { MinuteBucket } from './minute-buckets.ts';

/** `observed` is what the readings say; `effective` is what counts: an unknown minute is never left undecided. */
export type MinuteState = { readonly observed: OperatingState; readonly effective: 'firing' | 'off' };

/**
 * Firing if any reading shows it, off if there are valid readings and none does, unknown otherwise.
 * A reading with an uncertain clock cannot say which minute it speaks of.
 */
export const observedState = (bucket: MinuteBucket | undefined): OperatingState => {
  let state: OperatingState = 'unknown';
  for (const { converted } of bucket?.placed ?? []) {
    if (converted.reading.timeQuality < leastCountingTimeQuality) continue;
    if (converted.looksFiring === true) return 'firing';
    if (converted.looksFiring === false) state = 'off';
  }
  return state;
};

/**
 * State of every minute in `[fromMs, toMs)`, both whole minutes. An unknown minute is off if declared so, else takes
 * the last observed state for 2 h, then counts as firing: silence never raises capture.
 */
export const minuteStates = (
  buckets: ReadonlyMap<number, MinuteBucket>,
  input: FoldInput,
  fromMs: number,
  toMs: number,
): Map<number, MinuteState> => {
  const declared = input.declaredOff.filter(({ chimneyId }) => chimneyId === input.chimneyId);
  const states = new Map<number, MinuteState>();
  let known: { atMs: number; state: 'firing' | 'off' } | null = null;
  for (let minute = fromMs - stateCarryMs; minute < toMs; minute += minuteMs) {
    const observed = observedState(buckets.get(minute));
    if (observed !== 'unknown') known = { atMs: minute, state: observed };
    if (minute < fromMs) continue;
    const carried = known !== null && minute - known.atMs <= stateCarryMs ? known.state : 'firing';
    const isDeclaredOff = observed === 'unknown' && isOffThroughout(declared, minute);
    states.set(minute, { observed, effective: isDeclaredOff ? 'off' : carried });
  }
  return states;
};

/** A minute declared off only in part may have burned in the rest of it. */
const isOffThroughout = (declared: FoldInput['declaredOff'], minute: number): boolean =>
  declared.some((off) => isInForce(off, minute) && minute + minuteMs <= off.toMs);
