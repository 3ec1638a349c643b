import type { FactoryRecord } from '../adapters/ports/registry.ts';
import { isInForce, primaryDeviceAt } from '../domain/dated.ts';
import { alertWindowMs } from '../domain/evaluate-alerts.ts';
import { minuteMs } from '../domain/nairobi.ts';
import type { Reading } from '../domain/reading.ts';
import { clockAheadToleranceMs } from '../domain/reading-clock.ts';
import type { WatchPorts } from './ports.ts';

export type RecentReadings = {
  /** Of every device that measured the chimney within the window, in no particular order. */
  readonly readings: readonly Reading[];
  /** Newest stored reading of the chimney, however old; null where nothing is stored. */
  readonly newestReadingAtMs: number | null;
};

/** Reads the last 30 minutes of a chimney; a silent one is asked for its newest minute. */
export const recentReadings = async (
  { minutes }: Pick<WatchPorts, 'minutes'>,
  { assignments }: FactoryRecord,
  chimneyId: string,
  nowMs: number,
): Promise<RecentReadings> => {
  const fromMs = nowMs - alertWindowMs;
  const toMs = nowMs + clockAheadToleranceMs + minuteMs;
  const within = assignments.filter(
    (one) => one.chimneyId === chimneyId && one.fromMs < toMs && (one.toMs === null || one.toMs > fromMs),
  );
  const deviceIds = [...new Set(within.map(({ deviceId }) => deviceId))];
  const stored = await Promise.all(
    deviceIds.map((deviceId) => minutes.read(deviceId, fromMs - minuteMs, toMs)),
  );
  const readings = stored.flat().flatMap((minute) => minute.readings);
  const own = readings.filter((one) => isOwn(within, one)).map(({ takenAtMs }) => takenAtMs);
  if (own.length > 0) return { readings, newestReadingAtMs: Math.max(...own) };
  const primary = primaryDeviceAt(assignments, chimneyId, nowMs);
  const newest = primary === null ? null : await minutes.newest(primary);
  const last = newest?.readings.filter((one) => isOwn(assignments, one)).at(-1);
  return { readings, newestReadingAtMs: last?.takenAtMs ?? null };
};

const isOwn = (assignments: FactoryRecord['assignments'], { deviceId, takenAtMs }: Reading): boolean =>
  assignments.some((one) => one.deviceId === deviceId && isInForce(one, takenAtMs));
