import { minuteFloorMs } from '../nairobi.ts';
import type { Timeline } from './timeline.ts';

/**
 * Operating seconds over the sample period in force, rounded down. A minute's period is that of its last reading, else
 * of the last reading before it, else of the next one within the period, else the fallback. One minute of 5 s has 12.
 */
export const possibleReadings = (line: Timeline, fallbackSamplePeriodS: number): number => {
  const { periods, initialS } = samplePeriods(line, fallbackSamplePeriodS);
  const firingSeconds = new Map<number, number>();
  let periodS = initialS;
  for (const { startMs, state } of line.minutes) {
    periodS = periods.get(startMs) ?? periodS;
    if (state.effective === 'firing') firingSeconds.set(periodS, (firingSeconds.get(periodS) ?? 0) + 60);
  }
  // Seconds are summed per period first, so that 50 minutes of 7 s round down once and not 50 times.
  let possible = 0;
  for (const [period, seconds] of firingSeconds) possible += Math.floor(seconds / period);
  return possible;
};

/** Readings after the period are left out: otherwise a late one would change an hour that it does not touch. */
const samplePeriods = (line: Timeline, fallbackSamplePeriodS: number) => {
  const known = line.around.filter(({ takenAtMs }) => takenAtMs < line.endMs);
  const periods = new Map<number, number>();
  for (const reading of known) periods.set(minuteFloorMs(reading.takenAtMs), reading.samplePeriodS);
  const firstMinute = line.minutes[0]?.startMs ?? 0;
  const before = known.findLast(({ takenAtMs }) => takenAtMs < firstMinute);
  return { periods, initialS: (before ?? known[0])?.samplePeriodS ?? fallbackSamplePeriodS };
};
