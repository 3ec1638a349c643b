import { settleBounded } from '../adapters/bounded.ts';
import type { DirtyHour } from '../adapters/ports/dirty-hours.ts';
import { workPartitionOf } from '../adapters/table-keys.ts';
import { dayMs, hourFloorMs, hourMs } from '../domain/nairobi.ts';
import type { RollupPorts } from '../rollup/ports.ts';
import { refoldBeforeMs } from '../rollup/roll-up-partition.ts';
import { sumUpNetworkDay } from '../rollup/sum-up.ts';
import type { Drift } from './drift.ts';
import { markOf, type ReconciledFactory, reconcileFactory } from './reconcile-factory.ts';
import { datesOfNight } from './rotation.ts';

const factoriesAtOnce = 4;
export type ReconcilePorts = Omit<RollupPorts, 'dirtyHours' | 'watermarks'> & {
  readonly dirtyHours: Pick<RollupPorts['dirtyHours'], 'mark' | 'list'>;
  readonly watermarks: Pick<RollupPorts['watermarks'], 'read'>;
};

export type ReconcileReport = {
  readonly factories: number;
  readonly hours: number;
  readonly drifts: readonly Drift[];
  readonly substitutesChanged: number;
  readonly failures: readonly { readonly factoryId: string; readonly error: unknown }[];
};

/** Readings that came in while the night's work ran are marked by now; what they changed had not drifted. */
const stillDrifts = async (
  { dirtyHours }: ReconcilePorts,
  partition: number,
  factoryId: string,
  drifts: readonly Drift[],
): Promise<Drift[]> => {
  if (drifts.length === 0) return [];
  const markers = (await dirtyHours.list(partition)).filter((marker) => marker.factoryId === factoryId);
  return drifts.filter((drift) => {
    const endMs = drift.startMs + (drift.where === factoryId ? dayMs : hourMs);
    return !markers.some((marker) => marker.hourMs >= drift.startMs && marker.hourMs < endMs);
  });
};

const marksOf = (markers: readonly DirtyHour[]): Set<string> =>
  new Set(markers.map(({ deviceId, hourMs: hour }) => markOf(deviceId, hour)));

/**
 * Checks one work partition's share of the night. Without a completed roll-up nothing is settled, so nothing is
 * checked. A factory that fails stops no other.
 */
export const reconcilePartition = async (
  ports: ReconcilePorts,
  partition: number,
): Promise<ReconcileReport> => {
  const nowMs = ports.now();
  const watermarkMs = await ports.watermarks.read(partition);
  const marked = marksOf(await ports.dirtyHours.list(partition));
  const settledBeforeMs = hourFloorMs(Math.min(watermarkMs ?? 0, nowMs)) - refoldBeforeMs;
  const scope = { dates: datesOfNight(nowMs), settledBeforeMs, marked, nowMs };
  const listed = await ports.registry.listFactories();
  const factoryIds = listed
    .map(({ factoryId }) => factoryId)
    .filter((id) => workPartitionOf(id) === partition);
  const answers = await settleBounded(factoryIds, factoriesAtOnce, async (factoryId) => {
    const record = await ports.registry.factory(factoryId);
    if (record === null) throw new Error(`${factoryId} is listed but has no record; put the factory again`);
    const found = await reconcileFactory(ports, record, scope);
    return { ...found, drifts: await stillDrifts(ports, partition, factoryId, found.drifts) };
  });
  const done: ReconciledFactory[] = answers.flatMap((answer) =>
    answer.status === 'fulfilled' ? [answer.value] : [],
  );
  for (const date of new Set(done.flatMap(({ dates }) => dates))) {
    await sumUpNetworkDay(ports, partition, factoryIds, date);
  }
  return {
    factories: factoryIds.length,
    hours: done.reduce((sum, one) => sum + one.hours, 0),
    drifts: done.flatMap(({ drifts }) => drifts),
    substitutesChanged: done.reduce((sum, one) => sum + one.substitutesChanged, 0),
    failures: answers.flatMap((answer, index) =>
      answer.status === 'rejected' ? [{ factoryId: factoryIds[index] ?? '', error: answer.reason }] : [],
    ),
  };
};
