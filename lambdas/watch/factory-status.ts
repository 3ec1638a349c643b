import type { FactoryStatus } from '@carbon-track/contract/overview.ts';
import type { FactoryRecord } from '../adapters/ports/registry.ts';
import { convertInForce } from '../domain/convert-in-force.ts';
import type { ConvertedReading } from '../domain/convert-reading.ts';
import { primaryDeviceAt } from '../domain/dated.ts';
import { minuteMs } from '../domain/nairobi.ts';
import { compareReadings, type Reading } from '../domain/reading.ts';

/** A reading older than this says nothing about now. */
const currentMs = 2 * minuteMs;

/** The newest reading of a chimney's primary source, if it is current, in physical units. */
const currentOf = (
  record: FactoryRecord,
  chimneyId: string,
  readings: readonly Reading[],
  nowMs: number,
): ConvertedReading | null => {
  const newest = readings
    .filter(
      ({ deviceId, takenAtMs }) =>
        takenAtMs >= nowMs - currentMs &&
        primaryDeviceAt(record.assignments, chimneyId, takenAtMs) === deviceId,
    )
    .sort(compareReadings)
    .at(-1);
  return newest === undefined ? null : convertInForce(newest, chimneyId, record);
};

/** An off chimney emits nothing, whatever its sensor drifts to. */
const rateOf = ({ looksFiring, rateKgPerS }: ConvertedReading): number | null =>
  looksFiring === false ? 0 : rateKgPerS;

const stateOf = (current: readonly ConvertedReading[]): FactoryStatus['operatingState'] => {
  if (current.some(({ looksFiring }) => looksFiring === true)) return 'firing';
  return current.some(({ looksFiring }) => looksFiring === false) ? 'off' : 'unknown';
};

/** One factory's line of the network status. The rate is null, not 0, where no chimney tells one. */
export const factoryStatus = (
  record: FactoryRecord,
  chimneys: readonly {
    readonly chimneyId: string;
    readonly inUse: boolean;
    readonly readings: readonly Reading[];
    readonly newestReadingAtMs: number | null;
  }[],
  openAlerts: number,
  nowMs: number,
): FactoryStatus => {
  const inUse = chimneys.filter((chimney) => chimney.inUse);
  const current = inUse.flatMap(
    ({ chimneyId, readings }) => currentOf(record, chimneyId, readings, nowMs) ?? [],
  );
  const rates = current.map(rateOf).filter((rate) => rate !== null);
  const newest = inUse.map(({ newestReadingAtMs }) => newestReadingAtMs).filter((ms) => ms !== null);
  return {
    factoryId: record.factory.factoryId,
    lastReadingAtMs: newest.length === 0 ? null : Math.max(...newest),
    rateKgPerS: rates.length === 0 ? null : rates.reduce((total, rate) => total + rate, 0),
    chimneysReporting: rates.length,
    chimneysInUse: inUse.length,
    operatingState: stateOf(current),
    openAlerts,
  };
};
