import type { DirtyHour } from '../adapters/ports/dirty-hours.ts';
import type { FactoryRecord } from '../adapters/ports/registry.ts';
import { dayMs, hourFloorMs, hourMs } from '../domain/nairobi.ts';

/** Raw minutes live 35 days. Older hours than this are never folded again: part of what they stand on may be gone. */
export const refoldableMs = 33 * dayMs;

/** The hours of one chimney to fold, ascending. */
export type FoldTask = {
  readonly chimneyId: string;
  readonly hours: readonly number[];
  /** Hours whose sources changed: there a fold with fewer readings than stored is right. */
  readonly mayShrink: ReadonlySet<number>;
};

/** Hours that start in `[fromMs, toMs)`. */
export type FoldWindow = { readonly fromMs: number; readonly toMs: number };

/**
 * Whether a chimney's hour is to be accounted for. In use, every hour since a device was first put on it counts, so
 * that taking a device off shows as missing; out of use, only what a device measured. Never without any device.
 */
export const isMonitored = (record: FactoryRecord, chimneyId: string, hour: number): boolean => {
  const assignments = record.assignments.filter((assignment) => assignment.chimneyId === chimneyId);
  const inUse = record.chimneys.some((chimney) => chimney.chimneyId === chimneyId && chimney.inUse);
  return assignments.some(
    ({ fromMs, toMs }) => fromMs < hour + hourMs && (inUse || toMs === null || toMs > hour),
  );
};

const windowHours = ({ fromMs, toMs }: FoldWindow): number[] => {
  const firstMs = hourFloorMs(fromMs);
  const count = Math.max(0, Math.ceil((toMs - firstMs) / hourMs));
  return Array.from({ length: count }, (_, index) => firstMs + index * hourMs);
};

/** Markers of devices that ever measured this chimney: an assignment that was cut short still marks its old chimney. */
const markersOf = (record: FactoryRecord, chimneyId: string, markers: readonly DirtyHour[]): DirtyHour[] => {
  const deviceIds = new Set(
    record.assignments.filter((one) => one.chimneyId === chimneyId).map(({ deviceId }) => deviceId),
  );
  return markers.filter(({ deviceId }) => deviceIds.has(deviceId));
};

/**
 * What to fold for one factory: the hours of the window and the dirty ones, per chimney. Hours that have not begun
 * or are too old to be folded again are left out.
 */
export const planFolds = (
  record: FactoryRecord,
  window: FoldWindow,
  markers: readonly DirtyHour[],
  nowMs: number,
): FoldTask[] => {
  const recent = windowHours(window);
  return record.chimneys.flatMap(({ chimneyId }) => {
    const mine = markersOf(record, chimneyId, markers);
    const mayShrink = new Set(mine.filter((one) => one.sourcesChanged === true).map((one) => one.hourMs));
    const hours = [...new Set([...recent, ...mine.map((marker) => marker.hourMs)])]
      .filter((hour) => hour < nowMs && hour >= nowMs - refoldableMs)
      .filter((hour) => mayShrink.has(hour) || isMonitored(record, chimneyId, hour))
      .sort((a, b) => a - b);
    return hours.length === 0 ? [] : [{ chimneyId, hours, mayShrink }];
  });
};
