import { minuteFloorMs, minuteMs } from '../nairobi.ts';
import type { Reading } from '../reading.ts';
import { convertAll } from './convert-all.ts';
import type { FoldInput } from './fold-input.ts';
import { type MinuteBucket, minuteBuckets } from './minute-buckets.ts';
import { type MinuteState, minuteStates } from './operating-states.ts';
import { primaryReadings } from './primary-readings.ts';

/** One existing minute of a chimney with all that a fold or a chart takes from it. */
export type TimelineMinute = {
  readonly startMs: number;
  readonly state: MinuteState;
  /** Absent where nothing was read and no step passes. */
  readonly bucket: MinuteBucket | undefined;
};

export type Timeline = {
  /** Primary readings within the period, converted or not, also in minutes that do not exist yet. */
  readonly stored: readonly Reading[];
  /** All primary readings that bear on the period, in order. */
  readonly around: readonly Reading[];
  readonly minutes: readonly TimelineMinute[];
  /** End of the period, exclusive, also where its last minutes do not exist yet. */
  readonly endMs: number;
};

/** Lays the readings of one chimney out over the minutes of `[fromMs, toMs)`, widened to whole minutes. */
export const timeline = (input: FoldInput, fromMs: number, toMs: number): Timeline => {
  const startMs = minuteFloorMs(fromMs);
  const endMs = minuteFloorMs(toMs + minuteMs - 1);
  const around = primaryReadings(input, startMs, endMs);
  const buckets = minuteBuckets(convertAll(around, input));
  const states = minuteStates(buckets, input, startMs, endMs);
  const minutes = [...states].map(([minute, state]) => ({
    startMs: minute,
    state,
    bucket: buckets.get(minute),
  }));
  return {
    stored: around.filter(({ takenAtMs }) => takenAtMs >= startMs && takenAtMs < endMs),
    around,
    endMs,
    minutes: minutes.filter((minute) => minute.startMs < input.nowMs),
  };
};
