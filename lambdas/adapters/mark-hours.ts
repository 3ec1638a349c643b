import { settleBounded } from './bounded.ts';
import type { DirtyHours, DirtyReason } from './ports/dirty-hours.ts';

/** Writes at once; a month of two devices is 1,440 markers. */
const writesAtOnce = 20;

/** Marks hours of several devices of one factory so that the roll-up folds them anew. Throws if any mark failed. */
export const markHours = async (
  dirtyHours: Pick<DirtyHours, 'mark'>,
  factoryId: string,
  deviceIds: Iterable<string>,
  hours: readonly number[],
  reason: DirtyReason,
): Promise<void> => {
  const marks = [...new Set(deviceIds)].flatMap((deviceId) => hours.map((hour) => ({ deviceId, hour })));
  const results = await settleBounded(marks, writesAtOnce, ({ deviceId, hour }) =>
    dirtyHours.mark(factoryId, deviceId, hour, reason),
  );
  const failed = results.find((result) => result.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
};
