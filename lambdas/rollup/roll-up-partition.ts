import { settleBounded } from '../adapters/bounded.ts';
import type { DirtyHour } from '../adapters/ports/dirty-hours.ts';
import { watermarkToleranceMs } from '../adapters/ports/watermarks.ts';
import { workPartitionOf } from '../adapters/table-keys.ts';
import { dayMs, hourFloorMs, hourMs } from '../domain/nairobi.ts';
import type { FoldWindow } from './plan-folds.ts';
import { refoldableMs } from './plan-folds.ts';
import type { RollupPorts } from './ports.ts';
import { type RolledUpFactory, rollUpFactory } from './roll-up-factory.ts';
import { sumUpNetworkDay } from './sum-up.ts';

const factoriesAtOnce = 6;
const clearingsAtOnce = 16;
/** How far the very first run of a partition looks back. */
const firstLookBackMs = dayMs;
/**
 * A reading that comes in while its hour is still looked at can belong to the hour before the last completed run, and
 * its step can reach back over that hour's start.
 */
export const refoldBeforeMs = 2 * hourMs;

export type PartitionReport = {
  readonly partition: number;
  readonly factories: number;
  readonly failures: readonly { readonly factoryId: string; readonly error: unknown }[];
  readonly hoursFolded: number;
  readonly daysWritten: number;
  readonly conflicts: number;
  readonly markers: number;
  readonly markersCleared: number;
};

/**
 * From two hours before the last completed run on. A run that never completes never loses its start. A mark that a
 * wrong clock left in the future is none: hours up to it would never be folded.
 */
const windowOf = async (
  { watermarks }: RollupPorts,
  partition: number,
  nowMs: number,
): Promise<FoldWindow> => {
  const stored = await watermarks.read(partition);
  const isCredible = stored !== null && stored <= nowMs + watermarkToleranceMs;
  const watermarkMs = isCredible ? stored : nowMs - firstLookBackMs;
  if (!isCredible) await watermarks.advance(partition, watermarkMs);
  return {
    fromMs: Math.max(hourFloorMs(watermarkMs) - refoldBeforeMs, nowMs - refoldableMs),
    toMs: nowMs,
  };
};

const sum = (reports: readonly RolledUpFactory[], amountOf: (report: RolledUpFactory) => number): number =>
  reports.reduce((total, report) => total + amountOf(report), 0);

/** Clears markers read before folding; one that was set again meanwhile stays for the next run. */
const clearAll = async ({ dirtyHours }: RollupPorts, markers: readonly DirtyHour[]): Promise<number> => {
  const answers = await settleBounded(markers, clearingsAtOnce, (marker) => dirtyHours.clear(marker));
  return answers.filter((answer) => {
    if (answer.status === 'rejected') throw answer.reason;
    return answer.value === 'cleared';
  }).length;
};

/**
 * One run for one work partition: hours into chimney-days, those into factory-days, those into network-days; then the
 * markers are cleared, and last the watermark moves to the start of this run. A factory that fails keeps its markers
 * and holds the watermark back, but its neighbours are rolled up. Two runs at once only cost conflicts: every write is
 * guarded, and each run leaves what the other reads correct.
 */
export const rollUpPartition = async (ports: RollupPorts, partition: number): Promise<PartitionReport> => {
  const nowMs = ports.now();
  const window = await windowOf(ports, partition, nowMs);
  const markers = await ports.dirtyHours.list(partition);
  const listed = await ports.registry.listFactories();
  const factoryIds = listed.map((one) => one.factoryId).filter((id) => workPartitionOf(id) === partition);
  const answers = await settleBounded(factoryIds, factoriesAtOnce, async (factoryId) => {
    const record = await ports.registry.factory(factoryId);
    if (record === null) throw new Error(`${factoryId} is listed but has no record; put the factory again`);
    const own = markers.filter((marker) => marker.factoryId === factoryId);
    return rollUpFactory(ports, record, window, own, nowMs);
  });
  const done = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
  const failures = answers.flatMap((answer, index) =>
    answer.status === 'rejected' ? [{ factoryId: factoryIds[index] ?? '', error: answer.reason }] : [],
  );
  const dates = [...new Set(done.flatMap((report) => report.dates))].sort();
  let [networkDaysWritten, networkConflicts] = [0, 0];
  for (const date of dates) {
    const summed = await sumUpNetworkDay(ports, partition, factoryIds, date);
    if (summed.written) networkDaysWritten += 1;
    networkConflicts += summed.conflicts;
  }
  const failed = new Set(failures.map(({ factoryId }) => factoryId));
  const markersCleared = await clearAll(
    ports,
    markers.filter(({ factoryId }) => !failed.has(factoryId)),
  );
  if (failures.length === 0) await ports.watermarks.advance(partition, nowMs);
  return {
    partition,
    factories: factoryIds.length,
    failures,
    hoursFolded: sum(done, (report) => report.hoursFolded),
    daysWritten: sum(done, (report) => report.daysWritten) + networkDaysWritten,
    conflicts: sum(done, (report) => report.conflicts) + networkConflicts,
    markers: markers.length,
    markersCleared,
  };
};
