import type { FactoryStatus } from '@carbon-track/contract/overview.ts';
import { type AlertChange, evaluateAlerts } from '../domain/evaluate-alerts.ts';
import { factoryStatus } from './factory-status.ts';
import type { P95Of, WatchPorts } from './ports.ts';
import { recentReadings } from './recent-readings.ts';

export type WatchedFactory = { readonly status: FactoryStatus; readonly changes: readonly AlertChange[] };

/** Stores what changed. Each step may be repeated: an alert's id comes from reading times, not from this run. */
const apply = async (
  { alerts }: Pick<WatchPorts, 'alerts'>,
  changes: readonly AlertChange[],
): Promise<void> => {
  for (const { kind, alert } of changes) {
    if (kind === 'opened') await alerts.open(alert);
    else await alerts.update(alert);
  }
};

const openAfter = (open: number, changes: readonly AlertChange[]): number =>
  changes.reduce(
    (count, { kind }) => count + (kind === 'opened' ? 1 : 0) - (kind === 'cleared' ? 1 : 0),
    open,
  );

/** Evaluates one factory's alerts from its last 30 minutes, stores the changes and says how it stands. */
export const watchFactory = async (
  ports: WatchPorts,
  p95Of: P95Of,
  factoryId: string,
  nowMs: number,
): Promise<WatchedFactory> => {
  const record = await ports.registry.factory(factoryId);
  if (record === null) throw new Error(`${factoryId} is listed but has no record; put the factory again`);
  const openAlerts = await ports.alerts.openOf(factoryId);
  const chimneys = await Promise.all(
    record.chimneys.map(async ({ chimneyId, inUse }) => ({
      chimneyId,
      inUse,
      p95RateKgPerS: await p95Of(chimneyId),
      ...(await recentReadings(ports, record, chimneyId, nowMs)),
    })),
  );
  const changes = evaluateAlerts({
    ...record,
    factoryId,
    readings: chimneys.flatMap(({ readings }) => readings),
    chimneys,
    openAlerts,
    nowMs,
  });
  await apply(ports, changes);
  return { status: factoryStatus(record, chimneys, openAfter(openAlerts.length, changes), nowMs), changes };
};
