import type { ChimneyConfiguration } from '@carbon-track/contract/chimney.ts';
import { type FittedSensors, fittedSensors, pitotCountsPerPascal } from './fitted-sensors.ts';
import type { StackGas } from './plant.ts';
import { seedOf, wanderAt } from './seeded-random.ts';

/** What is wrong with a device for good: a plug pulled, a thermocouple never fitted. */
export type Defect = 'co2_unplugged' | 'none';

/**
 * What each sensor of a device shows, in the steps it really has; null where none answers. Both simulators start from
 * here: the one of `npm start` decodes it at once, the native devices get it as bytes and decode those.
 */
export type SensorReadings = {
  readonly co2Ppm: number | null;
  readonly gasQuarterC: number | null;
  readonly velocityMmPerS: number | null;
  readonly differenceCounts: number | null;
  readonly pressureDaPa: number | null;
  readonly cellC: number | null;
  readonly batteryMv: number | null;
};

const gasConstant = 8.31446261815324;
const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));
const toStep = (value: number, step: number): number => Math.round(value / step) * step;

/** Heated sensor box, °C. */
const cellTemperatureC = (chimneyId: string, atMs: number): number =>
  31 + 4 * wanderAt(seedOf(`${chimneyId}/cell`), atMs, 6 * 3_600_000);

/** LiFePO4 battery behind a solar panel: lowest before dawn, full in the early afternoon (Nairobi), V. */
const batteryV = (atMs: number): number =>
  13.15 + 0.25 * Math.sin((2 * Math.PI * (atMs - 5 * 3_600_000)) / 86_400_000);

/**
 * The reading the CO2 sensor shows, µmol/mol: the measurement chain backwards (basis, dilution, cell pressure and
 * temperature, calibration), cut at full scale, in the sensor's steps.
 */
const sensorPpm = (
  { co2Sensor, moistureFraction }: ChimneyConfiguration,
  gas: StackGas,
  cellC: number,
  { co2PpmPerCount, co2FullScalePpm }: FittedSensors,
): number => {
  const onBasis = (gas.co2WetFraction * 1e6) / (co2Sensor.basis === 'dry' ? 1 - moistureFraction : 1);
  const { ratio, airCo2Ppm } = co2Sensor.dilution ?? { ratio: 1, airCo2Ppm: 0 };
  const inCell = (onBasis + (ratio - 1) * airCo2Ppm) / ratio;
  const shown = co2Sensor.compensated
    ? inCell
    : inCell * (gas.pressurePa / 101_325) * (298.15 / (cellC + 273.15));
  const raw = (shown - co2Sensor.calibrationInterceptPpm) / co2Sensor.calibrationSlope;
  return clamp(toStep(raw, co2PpmPerCount), 0, co2FullScalePpm);
};

/** ΔP of an S-type pitot for a velocity, Pa: ρv²/(2Cp²), with the molar mass of flue gas over wood (30 g/mol dry). */
const pressureDifferencePa = (gas: StackGas, coefficient: number, moistureFraction: number): number => {
  const molarMass = 0.03 * (1 - moistureFraction) + 0.018 * moistureFraction;
  const density = (gas.pressurePa * molarMass) / (gasConstant * (gas.gasTemperatureC + 273.15));
  return (density * gas.velocityMPerS ** 2) / (2 * coefficient ** 2);
};

/** S-type, where the chimney's configuration names none. */
const usualPitotCoefficient = 0.84;

const flowReadings = (
  { velocityProbe: probe, moistureFraction }: ChimneyConfiguration,
  gas: StackGas,
  { flow }: FittedSensors,
): Pick<SensorReadings, 'velocityMmPerS' | 'differenceCounts'> => {
  const velocity = gas.velocityMPerS * 1_000;
  if (flow === 'wind_rs485') return { velocityMmPerS: toStep(velocity, 100), differenceCounts: null };
  // A cup's pulses are counted by who counts them; here it just turns.
  if (flow !== 'sdp8xx') return { velocityMmPerS: Math.round(velocity), differenceCounts: null };
  const coefficient = probe.kind === 'pitot' ? probe.coefficient : usualPitotCoefficient;
  const pascal = pressureDifferencePa(gas, coefficient, moistureFraction);
  return { velocityMmPerS: null, differenceCounts: Math.round(pascal * pitotCountsPerPascal) };
};

/** What the sensors of a chimney's device show of its gas. */
export const sensorReadings = (
  chimneyId: string,
  configuration: ChimneyConfiguration,
  gas: StackGas,
  atMs: number,
  defect: Defect = 'none',
  fitted: FittedSensors = fittedSensors(configuration),
): SensorReadings => {
  const cellC = cellTemperatureC(chimneyId, atMs);
  return {
    co2Ppm: defect === 'co2_unplugged' ? null : sensorPpm(configuration, gas, cellC, fitted),
    gasQuarterC: fitted.gas === 'none' ? null : Math.round(gas.gasTemperatureC * 4),
    ...flowReadings(configuration, gas, fitted),
    pressureDaPa: Math.round(gas.pressurePa / 10),
    cellC: Math.round(cellC),
    batteryMv: toStep(batteryV(atMs) * 1_000, 100),
  };
};
