import { minuteFloorMs } from '../nairobi.ts';
import type { Timeline } from './timeline.ts';

/**
 * Operating seconds over the sample period in force, rounded down. A minute's period is that of its last reading, else
 * of the last reading before it, else of the next one at hand, else the fallback. One minute of 5 s has 12.
 */
export const possibleReadings = (line: Timeline, fallbackSamplePeriodS: number): number => {
  const periods = new Map<number, number>();
  for (const reading of line.around) periods.set(minuteFloorMs(reading.takenAtMs), reading.samplePeriodS);
  let periodS = line.around[0]?.samplePeriodS ?? fallbackSamplePeriodS;
  const firstMinute = line.minutes[0]?.startMs ?? 0;
  for (const [minute, period] of periods) if (minute < firstMinute) periodS = period;
  const firingSeconds = new Map<number, number>();
  for (const { startMs, state } of line.minutes) {
    periodS = periods.get(startMs) ?? periodS;
    if (state.effective === 'firing') firingSeconds.set(periodS, (firingSeconds.get(periodS) ?? 0) + 60);
  }
  // Seconds are summed per period first, so that 50 minutes of 7 s round down once and not 50 times.
  let possible = 0;
  for (const [period, seconds] of firingSeconds) possible += Math.floor(seconds / period);
  return possible;
};
