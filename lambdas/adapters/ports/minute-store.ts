import type { Reading } from '../../domain/reading.ts';

/** What the newest message of a minute said about its device. */
export type MinuteHealth = {
  readonly receivedAtMs: number;
  readonly firmware: string;
  readonly configurationRevision: number;
  readonly boot: number;
  readonly rssiDbm: number | null;
};

/** One device-minute to merge into the store. All readings lie in the minute and belong to the device. */
export type MinuteWrite = {
  readonly deviceId: string;
  readonly minuteMs: number;
  readonly readings: readonly Reading[];
  readonly health: MinuteHealth;
};

/** What became of a write. `conflicts` and `tooDense` were not stored and belong in quarantine. */
export type MinuteOutcome = {
  readonly added: readonly Reading[];
  readonly duplicates: readonly Reading[];
  readonly conflicts: readonly Reading[];
  readonly tooDense: readonly Reading[];
};

export type StoredMinute = {
  readonly deviceId: string;
  readonly minuteMs: number;
  /** Sorted by `compareReadings`; all that is stored, also beyond what a fold uses. */
  readonly readings: readonly Reading[];
  readonly health: MinuteHealth;
};

/** Raw readings by device and UTC minute: the truth everything else is folded from. */
export type MinuteStore = {
  /** Merges one device-minute. Throws when the store cannot be reached; merging again is harmless. */
  merge(write: MinuteWrite): Promise<MinuteOutcome>;
  /** Minutes with `fromMs <= minuteMs < toMs`, oldest first, read consistently. */
  read(deviceId: string, fromMs: number, toMs: number): Promise<StoredMinute[]>;
  /** The newest minute, or the newest with `minuteMs < beforeMs`, a whole minute. */
  newest(deviceId: string, beforeMs?: number): Promise<StoredMinute | null>;
};
