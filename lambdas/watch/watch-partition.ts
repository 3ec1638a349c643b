import type { FactoryStatus } from '@carbon-track/contract/overview.ts';
import { settleBounded } from '../adapters/bounded.ts';
import { workPartitionOf } from '../adapters/table-keys.ts';
import type { P95Of, WatchPorts } from './ports.ts';
import { watchFactory } from './watch-factory.ts';

const factoriesAtOnce = 8;

export type WatchReport = {
  readonly partition: number;
  readonly factories: number;
  readonly failures: readonly { readonly factoryId: string; readonly error: unknown }[];
  readonly opened: number;
  readonly peaked: number;
  readonly cleared: number;
  readonly openAlerts: number;
};

/** A factory that could not be evaluated is shown as not known, never as fine. */
const unknownStatus = (factoryId: string): FactoryStatus => ({
  factoryId,
  lastReadingAtMs: null,
  rateKgPerS: null,
  chimneysReporting: 0,
  chimneysInUse: 0,
  operatingState: 'unknown',
  openAlerts: 0,
});

/** Evaluates the factories of one work partition and writes its status. One factory's failure stops no other. */
export const watchPartition = async (
  ports: WatchPorts,
  p95Of: P95Of,
  partition: number,
): Promise<WatchReport> => {
  const nowMs = ports.now();
  const listed = await ports.registry.listFactories();
  const factoryIds = listed
    .map(({ factoryId }) => factoryId)
    .filter((id) => workPartitionOf(id) === partition);
  const answers = await settleBounded(factoryIds, factoriesAtOnce, (factoryId) =>
    watchFactory(ports, p95Of, factoryId, nowMs),
  );
  const watched = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
  const failures = answers.flatMap((answer, index) =>
    answer.status === 'rejected' ? [{ factoryId: factoryIds[index] ?? '', error: answer.reason }] : [],
  );
  const statuses = [
    ...watched.map(({ status }) => status),
    ...failures.map(({ factoryId }) => unknownStatus(factoryId)),
  ];
  await ports.networkStatus.put(partition, nowMs, statuses);
  const count = (kind: string): number =>
    watched.flatMap(({ changes }) => changes).filter((change) => change.kind === kind).length;
  return {
    partition,
    factories: factoryIds.length,
    failures,
    opened: count('opened'),
    peaked: count('peaked'),
    cleared: count('cleared'),
    openAlerts: statuses.reduce((total, status) => total + status.openAlerts, 0),
  };
};
