import type { Origin } from '@carbon-track/contract/emissions.ts';

/**
 * One reading as received, still raw. Its identity is (deviceId, epoch, seq); two readings with the same identity
 * and the same content are one reading. Integers carry the unit of the wire; null is missing, never 0.
 */
export type Reading = {
  readonly deviceId: string;
  readonly epoch: number;
  readonly seq: number;
  readonly takenAtMs: number;
  readonly timeQuality: number;
  readonly samplePeriodS: number;
  readonly origin: Origin;
  readonly co2Ppm: number | null;
  readonly co2Code: number;
  readonly gasTemperatureDeciC: number | null;
  readonly gasTemperatureCode: number;
  readonly velocityMmPerS: number | null;
  /** Shared by velocity and pitot pressure difference. */
  readonly velocityCode: number;
  readonly pressureDifferenceCentiPa: number | null;
  readonly barometerDaPa: number | null;
  readonly cellTemperatureDeciC: number | null;
  readonly batteryMv: number | null;
};

/** The one order of readings: by time, then epoch, then seq, then device. Total, so that arrival order cannot matter. */
export const compareReadings = (a: Reading, b: Reading): number =>
  a.takenAtMs - b.takenAtMs ||
  a.epoch - b.epoch ||
  a.seq - b.seq ||
  (a.deviceId < b.deviceId ? -1 : a.deviceId > b.deviceId ? 1 : 0);
