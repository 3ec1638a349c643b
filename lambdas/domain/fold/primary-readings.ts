import { assignmentOf, primaryDeviceAt } from '../dated.ts';
import { minuteFloorMs } from '../nairobi.ts';
import { compareReadings, type Reading } from '../reading.ts';
import { type FoldInput, foldLookAheadMs, foldLookBackMs, maxFoldedPerMinute } from './fold-input.ts';

/**
 * The distinct readings of the chimney's primary source that bear on `[fromMs, toMs)`, in the one order of readings:
 * at most the first 24 of a device-minute. What lies beyond look-back and look-ahead is left out, so that a caller
 * who brings more gets the same answer.
 */
export const primaryReadings = (input: FoldInput, fromMs: number, toMs: number): Reading[] => {
  const around = input.readings.filter(
    ({ takenAtMs }) => takenAtMs >= fromMs - foldLookBackMs && takenAtMs < toMs + foldLookAheadMs,
  );
  return firstOfEachMinute(distinct(around)).filter((reading) => isPrimary(reading, input));
};

/** Equal identity at an equal time is the same reading; the store keeps one content for it. */
const distinct = (readings: Reading[]): Reading[] => {
  const sorted = readings.sort(compareReadings);
  return sorted.filter((reading, index) => {
    const before = sorted[index - 1];
    return before === undefined || compareReadings(before, reading) !== 0;
  });
};

const firstOfEachMinute = (sorted: Reading[]): Reading[] => {
  const taken = new Map<string, { minute: number; count: number }>();
  return sorted.filter((reading) => {
    const minute = minuteFloorMs(reading.takenAtMs);
    const last = taken.get(reading.deviceId);
    const count = last !== undefined && last.minute === minute ? last.count + 1 : 1;
    taken.set(reading.deviceId, { minute, count });
    return count <= maxFoldedPerMinute;
  });
};

/** A reading belongs to the assignment at its own time, and to one chimney only. */
const isPrimary = (reading: Reading, input: FoldInput): boolean =>
  primaryDeviceAt(input.assignments, input.chimneyId, reading.takenAtMs) === reading.deviceId &&
  assignmentOf(input.assignments, reading.deviceId, reading.takenAtMs)?.chimneyId === input.chimneyId;
