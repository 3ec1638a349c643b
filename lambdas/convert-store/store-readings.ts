import type { DirtyHours } from '../adapters/ports/dirty-hours.ts';
import type { MinuteStore } from '../adapters/ports/minute-store.ts';
import type { Quarantine } from '../adapters/ports/quarantine.ts';
import type { Registry } from '../adapters/ports/registry.ts';
import type { TelemetryArchive } from '../adapters/ports/telemetry-archive.ts';
import { archivedReadings } from './archive-readings.ts';
import { type DeviceMinute, deviceMinutesOf } from './device-minutes.ts';
import { markLate } from './mark-late.ts';
import { quarantineEntries } from './quarantine-entries.ts';
import type { Delivery, ReceivedMessage, RefusedMessage, RefusedReading } from './received-message.ts';
import { refusedByStore } from './refused-readings.ts';
import { type WrittenMinute, writeMinutes } from './write-minutes.ts';

export type StorePorts = {
  readonly minutes: Pick<MinuteStore, 'merge'>;
  readonly dirtyHours: Pick<DirtyHours, 'mark'>;
  readonly archive: TelemetryArchive;
  readonly quarantine: Quarantine;
  readonly registry: Pick<Registry, 'factory'>;
  now(): number;
};

export type IngestBatch = {
  /** The same at each retry of the same batch: archive and quarantine objects are named after it. */
  readonly batchId: string;
  readonly messages: readonly ReceivedMessage[];
  readonly refused: readonly RefusedMessage[];
};

export type StoreReport = {
  readonly added: number;
  readonly duplicates: number;
  /** Readings stored in minutes the regular roll-up might have passed already. */
  readonly late: number;
  readonly refusedReadings: readonly RefusedReading[];
  readonly archiveRejected: number;
  /** Messages with something that a store did not take; trying them again is harmless and necessary. */
  readonly failed: ReadonlySet<Delivery>;
  readonly errors: readonly unknown[];
};

type Failures = { failed: Set<Delivery>; errors: unknown[] };

const fail = (failures: Failures, messages: Iterable<Delivery>, errors: readonly unknown[]): void => {
  for (const message of messages) failures.failed.add(message);
  failures.errors.push(...errors);
};

const messagesOf = (minutes: Iterable<DeviceMinute>): ReceivedMessage[] =>
  [...minutes].flatMap((minute) => minute.messages);

/** Writes minutes between two markings: a roll-up that runs meanwhile either sees the readings or the new marker. */
const storeMinutes = async (ports: StorePorts, minutes: readonly DeviceMinute[], failures: Failures) => {
  const before = await markLate(ports.dirtyHours, minutes, ports.now());
  fail(failures, messagesOf(before.failed), before.errors);
  const writes = await writeMinutes(
    ports.minutes,
    minutes.filter((minute) => !before.failed.has(minute)),
  );
  fail(failures, messagesOf(writes.failed), writes.errors);
  // A write that failed may still have arrived, so its hours are marked again as well.
  const after = await markLate(ports.dirtyHours, minutes, ports.now());
  fail(failures, messagesOf(after.failed), after.errors);
  return { written: writes.written, late: new Set(after.late) };
};

const archive = async (
  ports: StorePorts,
  batchId: string,
  written: readonly WrittenMinute[],
  failures: Failures,
): Promise<number> => {
  const { archived, failed, errors } = await archivedReadings(ports.registry, written);
  fail(failures, messagesOf(failed.map(({ minute }) => minute)), errors);
  if (archived.length === 0) return 0;
  try {
    return (await ports.archive.append(batchId, archived)).rejected.length;
  } catch (error) {
    fail(failures, messagesOf(written.map(({ minute }) => minute)), [error]);
    return 0;
  }
};

const setAside = async (
  ports: StorePorts,
  batch: IngestBatch,
  readings: readonly RefusedReading[],
  failures: Failures,
): Promise<void> => {
  const entries = quarantineEntries(batch.refused, readings, ports.now());
  if (entries.length === 0) return;
  try {
    await ports.quarantine.putBatch(batch.batchId, entries);
  } catch (error) {
    fail(failures, [...batch.refused, ...readings.map(({ message }) => message)], [error]);
  }
};

const count = (written: readonly WrittenMinute[], of: (each: WrittenMinute) => number): number =>
  written.reduce((sum, each) => sum + of(each), 0);

/**
 * Stores the readings of a batch: clock, merge per device-minute, dirty hours, minutes, archive, quarantine.
 * Data errors are set aside, store errors are reported in `failed`; it never throws for either, and the same batch
 * again changes nothing that is already stored.
 */
export const storeReadings = async (ports: StorePorts, batch: IngestBatch): Promise<StoreReport> => {
  const failures: Failures = { failed: new Set(), errors: [] };
  const { minutes, refused } = deviceMinutesOf(batch.messages);
  const { written, late } = await storeMinutes(ports, minutes, failures);
  const refusedReadings = [...refused, ...refusedByStore(written)];
  const archiveRejected = await archive(ports, batch.batchId, written, failures);
  await setAside(ports, batch, refusedReadings, failures);
  return {
    added: count(written, ({ outcome }) => outcome.added.length),
    duplicates: count(written, ({ outcome }) => outcome.duplicates.length),
    late: count(written, ({ minute, outcome }) => (late.has(minute) ? outcome.added.length : 0)),
    refusedReadings,
    archiveRejected,
    ...failures,
  };
};
