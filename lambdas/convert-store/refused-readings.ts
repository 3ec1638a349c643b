import type { Reading } from '../domain/reading.ts';
import type { RefusedReading } from './received-message.ts';
import type { WrittenMinute } from './write-minutes.ts';

const details = {
  conflict: 'the same epoch and seq are stored with other content or another time',
  too_dense: 'the minute already holds 48 readings; check the sample period',
} as const;

/** A reading's message, by identity of the object; a loser that an earlier batch stored is told by its own seq. */
const refusedReading = (
  { minute }: WrittenMinute,
  reading: Reading,
  reason: keyof typeof details,
): RefusedReading[] => {
  const detail = `${details[reason]} (epoch ${reading.epoch}, seq ${reading.seq})`;
  for (const message of minute.messages) {
    const row = message.readings.indexOf(reading);
    if (row >= 0) return [{ message, row, reason, detail }];
  }
  const message = minute.messages.find((candidate) =>
    candidate.readings.some(({ epoch, seq }) => epoch === reading.epoch && seq === reading.seq),
  );
  const wire = JSON.stringify(reading);
  return message === undefined
    ? []
    : [{ message, row: -1, reason, detail: `${detail}; displaced by this message: ${wire}` }];
};

/** What the minute store would not take, traced back to message and row. */
export const refusedByStore = (written: readonly WrittenMinute[]): RefusedReading[] =>
  written.flatMap((each) => [
    ...each.outcome.conflicts.flatMap((reading) => refusedReading(each, reading, 'conflict')),
    ...each.outcome.tooDense.flatMap((reading) => refusedReading(each, reading, 'too_dense')),
  ]);
