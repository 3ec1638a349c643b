import { settleBounded } from '../adapters/bounded.ts';
import type { DirtyHours } from '../adapters/ports/dirty-hours.ts';
import type { DeviceMinute } from './device-minutes.ts';
import { hoursTouchedBy, isLate } from './late-hours.ts';

const marksAtATime = 16;

export type Marking = {
  /** The minutes that are late, marked or not. */
  readonly late: readonly DeviceMinute[];
  /** Late minutes whose hours could not all be marked: they must not count as done. */
  readonly failed: ReadonlySet<DeviceMinute>;
  readonly errors: readonly unknown[];
};

type Hour = { factoryId: string; deviceId: string; hourMs: number; minutes: DeviceMinute[] };

const hoursOf = (late: readonly DeviceMinute[]): Hour[] => {
  const hours = new Map<string, Hour>();
  for (const minute of late) {
    const { deviceId, minuteMs } = minute.write;
    for (const hourMs of hoursTouchedBy(minuteMs)) {
      const key = `${deviceId} ${hourMs}`;
      const hour = hours.get(key) ?? { factoryId: minute.factoryId, deviceId, hourMs, minutes: [] };
      hour.minutes.push(minute);
      hours.set(key, hour);
    }
  }
  return [...hours.values()];
};

/** Marks the hours of late minutes dirty, each hour once. Never throws: what failed is in the answer. */
export const markLate = async (
  dirtyHours: Pick<DirtyHours, 'mark'>,
  minutes: readonly DeviceMinute[],
  nowMs: number,
): Promise<Marking> => {
  const late = minutes.filter((minute) => isLate(minute.write.minuteMs, nowMs));
  const hours = hoursOf(late);
  const answers = await settleBounded(hours, marksAtATime, (hour) =>
    dirtyHours.mark(hour.factoryId, hour.deviceId, hour.hourMs),
  );
  const failed = new Set<DeviceMinute>();
  const errors: unknown[] = [];
  answers.forEach((answer, index) => {
    if (answer.status === 'fulfilled') return;
    errors.push(answer.reason);
    for (const minute of hours[index]?.minutes ?? []) failed.add(minute);
  });
  return { late, failed, errors };
};
