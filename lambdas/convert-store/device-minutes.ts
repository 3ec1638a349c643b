import type { MinuteWrite } from '../adapters/ports/minute-store.ts';
import { minuteFloorMs } from '../domain/nairobi.ts';
import type { Reading } from '../domain/reading.ts';
import { type ClockVerdict, judgeClock } from '../domain/reading-clock.ts';
import type { ReceivedMessage, RefusedReading } from './received-message.ts';

/** Everything a batch says about one device in one minute: one write instead of one for each reading. */
export type DeviceMinute = {
  readonly factoryId: string;
  readonly write: MinuteWrite;
  /** The messages merged into it: all of them come back if the write fails. */
  readonly messages: readonly ReceivedMessage[];
};

type Growing = {
  factoryId: string;
  minuteMs: number;
  readings: Reading[];
  messages: ReceivedMessage[];
  newest: ReceivedMessage;
};

const clockDetail: Record<Exclude<ClockVerdict, 'in_time'>, string> = {
  clock_ahead: 'more than 2 min ahead of its receipt; check the clock of the device',
  too_late: 'more than 30 days older than its receipt',
  unplaced: 'the device had no time when it took this reading',
};

const add = (minute: Growing, reading: Reading, message: ReceivedMessage): void => {
  minute.readings.push(reading);
  if (minute.messages.at(-1) !== message) minute.messages.push(message);
  if (message.receivedAtMs > minute.newest.receivedAtMs) minute.newest = message;
};

const deviceMinute = (deviceId: string, minute: Growing): DeviceMinute => ({
  factoryId: minute.factoryId,
  messages: minute.messages,
  write: { deviceId, minuteMs: minute.minuteMs, readings: minute.readings, health: minute.newest.health },
});

/** Judges each reading's clock and merges the rest per device-minute. */
export const deviceMinutesOf = (
  messages: readonly ReceivedMessage[],
): { minutes: DeviceMinute[]; refused: RefusedReading[] } => {
  const refused: RefusedReading[] = [];
  const devices = new Map<string, Map<number, Growing>>();
  for (const message of messages) {
    const minutes = devices.get(message.deviceId) ?? new Map<number, Growing>();
    devices.set(message.deviceId, minutes);
    message.readings.forEach((reading, row) => {
      const verdict = judgeClock(reading, message.receivedAtMs);
      if (verdict !== 'in_time') {
        refused.push({ message, row, reason: verdict, detail: clockDetail[verdict] });
        return;
      }
      const minuteMs = minuteFloorMs(reading.takenAtMs);
      const minute = minutes.get(minuteMs) ?? {
        factoryId: message.factoryId,
        minuteMs,
        readings: [],
        messages: [],
        newest: message,
      };
      minutes.set(minuteMs, minute);
      add(minute, reading, message);
    });
  }
  const minutes = [...devices].flatMap(([deviceId, own]) =>
    [...own.values()].map((minute) => deviceMinute(deviceId, minute)),
  );
  return { minutes, refused };
};
