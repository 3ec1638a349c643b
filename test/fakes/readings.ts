import fc from 'fast-check';
import type { MinuteHealth } from '../../lambdas/adapters/ports/minute-store.ts';
import type { Reading } from '../../lambdas/domain/reading.ts';

export const health: MinuteHealth = {
  receivedAtMs: Date.parse('2026-11-24T08:31:02.345Z'),
  firmware: '1.4.2',
  configurationRevision: 7,
  boot: 12,
  rssiDbm: -67,
};

/** A plain valid reading; `changes` says what matters in a test. */
export const reading = (changes: Partial<Reading> = {}): Reading => ({
  deviceId: 'ct-kapkoros-1a',
  epoch: 1,
  seq: 1_000,
  takenAtMs: Date.parse('2026-11-24T08:31:00.000Z'),
  timeQuality: 3,
  samplePeriodS: 5,
  origin: 'measured',
  co2Ppm: 91_234,
  co2Code: 0,
  gasTemperatureDeciC: 1_850,
  gasTemperatureCode: 0,
  velocityMmPerS: 6_400,
  velocityCode: 0,
  pressureDifferenceCentiPa: null,
  barometerDaPa: 8_012,
  cellTemperatureDeciC: 312,
  batteryMv: 12_650,
  ...changes,
});

const orNull = (min: number, max: number) => fc.option(fc.integer({ min, max }), { nil: null });
const code = fc.integer({ min: 0, max: 9 });

/** Any content the contract allows, edges included; identity and time are the caller's. */
export const anyContent = fc.record({
  timeQuality: fc.integer({ min: 0, max: 3 }),
  samplePeriodS: fc.integer({ min: 1, max: 300 }),
  origin: fc.constantFrom('measured', 'seeded', 'uploaded'),
  co2Ppm: orNull(0, 1_000_000),
  co2Code: code,
  gasTemperatureDeciC: orNull(-2_000, 16_000),
  gasTemperatureCode: code,
  velocityMmPerS: orNull(0, 60_000),
  velocityCode: code,
  pressureDifferenceCentiPa: orNull(-32_767, 32_767),
  barometerDaPa: orNull(5_000, 11_500),
  cellTemperatureDeciC: orNull(-400, 850),
  batteryMv: orNull(0, 30_000),
});

export const anyEpoch = fc.integer({ min: 0, max: 255 });
export const anySeq = fc.integer({ min: 0, max: 4_294_967_295 });
export const anyMillisecond = fc.integer({ min: 0, max: 59_999 });
