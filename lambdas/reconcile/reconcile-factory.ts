import type { FactoryRecord } from '../adapters/ports/registry.ts';
import { hourMs, nairobiDayStartMs } from '../domain/nairobi.ts';
import { foldChimney } from '../rollup/fold-chimney.ts';
import { isMonitored } from '../rollup/plan-folds.ts';
import type { FoldPorts } from '../rollup/ports.ts';
import { sumUpFactoryDay } from '../rollup/sum-up.ts';
import { type Drift, factoryDrift, hourDrifts, substituteChanges } from './drift.ts';

export type ReconcileScope = {
  readonly dates: readonly string[];
  /** Hours from here on are still looked at by the roll-up itself. */
  readonly settledBeforeMs: number;
  /** Hours that wait for the roll-up, as `device startMs`: a difference there is no drift. */
  readonly marked: ReadonlySet<string>;
  readonly nowMs: number;
};

export type ReconciledFactory = {
  readonly hours: number;
  readonly drifts: readonly Drift[];
  readonly substitutesChanged: number;
  readonly dates: readonly string[];
};

export const markOf = (deviceId: string, hour: number): string => `${deviceId} ${hour}`;

const devicesOf = ({ assignments }: FactoryRecord, chimneyId: string): string[] =>
  assignments.filter((one) => one.chimneyId === chimneyId).map(({ deviceId }) => deviceId);

/** Hours that must equal their readings: settled, monitored, not seeded, and not waiting for the roll-up. */
const hoursToCheck = async (
  { days }: Pick<FoldPorts, 'days'>,
  record: FactoryRecord,
  chimneyId: string,
  scope: ReconcileScope,
): Promise<number[]> => {
  const deviceIds = devicesOf(record, chimneyId);
  const hours: number[] = [];
  for (const date of scope.dates) {
    const stored = await days.chimneyDay(chimneyId, date);
    for (let index = 0; index < 24; index += 1) {
      const startMs = nairobiDayStartMs(date) + index * hourMs;
      const isWaiting = deviceIds.some((deviceId) => scope.marked.has(markOf(deviceId, startMs)));
      const isSeeded = stored?.hours[index]?.fold.hasSeeded === true;
      if (startMs >= scope.settledBeforeMs || isWaiting || isSeeded) continue;
      if (isMonitored(record, chimneyId, startMs)) hours.push(startMs);
    }
  }
  return hours;
};

const reconcileChimney = async (
  ports: FoldPorts,
  record: FactoryRecord,
  chimneyId: string,
  scope: ReconcileScope,
): Promise<ReconciledFactory> => {
  const hours = await hoursToCheck(ports, record, chimneyId, scope);
  if (hours.length === 0) return { hours: 0, drifts: [], substitutesChanged: 0, dates: [] };
  const task = { chimneyId, hours, mayShrink: new Set<number>() };
  const { changes, poorer, dates } = await foldChimney(ports, record, task, scope.nowMs, true);
  const lost = poorer.map((startMs): Drift => ({ where: chimneyId, startMs, kg: 0, what: 'readings lost' }));
  return {
    hours: hours.length,
    drifts: [...changes.flatMap(hourDrifts), ...lost],
    substitutesChanged: changes.reduce((sum, change) => sum + substituteChanges(change), 0),
    dates,
  };
};

/** Sums each date of the night anew, before any hour is folded: what changes now had been summed wrongly. */
const factoryDrifts = async (
  ports: FoldPorts,
  record: FactoryRecord,
  { dates, settledBeforeMs, marked, nowMs }: ReconcileScope,
): Promise<Drift[]> => {
  const { factoryId } = record.factory;
  const drifts: Drift[] = [];
  for (const date of dates.filter((one) => nairobiDayStartMs(one) + 24 * hourMs <= settledBeforeMs)) {
    const before = await ports.days.factoryDay(factoryId, date);
    await sumUpFactoryDay(ports, record, date, nowMs);
    const found = factoryDrift(before, await ports.days.factoryDay(factoryId, date));
    const isWaiting = record.assignments.some(({ deviceId }) =>
      Array.from({ length: 24 }, (_, index) => nairobiDayStartMs(date) + index * hourMs).some((hour) =>
        marked.has(markOf(deviceId, hour)),
      ),
    );
    if (!isWaiting) drifts.push(...found);
  }
  return drifts;
};

/**
 * Folds the hours of the scope anew, repairs what differs and tells it. Frozen substitutes are worked out again: what
 * they refer to may be better known by now.
 */
export const reconcileFactory = async (
  ports: FoldPorts,
  record: FactoryRecord,
  scope: ReconcileScope,
): Promise<ReconciledFactory> => {
  const drifts: Drift[] = await factoryDrifts(ports, record, scope);
  const dates = new Set(scope.dates);
  let [hours, substitutesChanged] = [0, 0];
  for (const { chimneyId } of record.chimneys) {
    const one = await reconcileChimney(ports, record, chimneyId, scope);
    hours += one.hours;
    substitutesChanged += one.substitutesChanged;
    drifts.push(...one.drifts);
    for (const date of one.dates) dates.add(date);
  }
  for (const date of dates) await sumUpFactoryDay(ports, record, date, scope.nowMs);
  return { hours, drifts, substitutesChanged, dates: [...dates] };
};
