import type { ChimneyConfiguration } from '@carbon-track/contract/chimney.ts';
import type { QualityCode } from '@carbon-track/contract/quality.ts';
import { qualityCodes } from '@carbon-track/contract/quality.ts';
import type { StackGas } from './plant.ts';
import { seedOf, wanderAt } from './seeded-random.ts';
import type { Sample } from './telemetry-payload.ts';

/** What is wrong with a device for good: a plug pulled, a thermocouple never fitted. */
export type Defect = 'co2_unplugged' | 'none';

const gasConstant = 8.31446261815324;
const code = (name: QualityCode): number => qualityCodes.indexOf(name);
const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

/** Heated sensor box, °C. */
const cellTemperatureC = (chimneyId: string, atMs: number): number =>
  31 + 4 * wanderAt(seedOf(`${chimneyId}/cell`), atMs, 6 * 3_600_000);

/** LiFePO4 battery behind a solar panel: lowest before dawn, full in the early afternoon (Nairobi), V. */
const batteryV = (atMs: number): number =>
  13.15 + 0.25 * Math.sin((2 * Math.PI * (atMs - 5 * 3_600_000)) / 86_400_000);

/**
 * The reading the CO2 sensor shows, µmol/mol: the measurement chain backwards (basis, dilution, cell pressure and
 * temperature, calibration), cut at full scale, in steps of 10 ppm.
 */
export const sensorPpm = (configuration: ChimneyConfiguration, gas: StackGas, cellC: number): number => {
  const { co2Sensor, moistureFraction } = configuration;
  const onBasis = (gas.co2WetFraction * 1e6) / (co2Sensor.basis === 'dry' ? 1 - moistureFraction : 1);
  const { ratio, airCo2Ppm } = co2Sensor.dilution ?? { ratio: 1, airCo2Ppm: 0 };
  const inCell = (onBasis + (ratio - 1) * airCo2Ppm) / ratio;
  const shown = co2Sensor.compensated
    ? inCell
    : inCell * (gas.pressurePa / 101_325) * (298.15 / (cellC + 273.15));
  const raw = (shown - co2Sensor.calibrationInterceptPpm) / co2Sensor.calibrationSlope;
  return clamp(Math.round(raw / 10) * 10, 0, co2Sensor.fullScalePpm);
};

/** ΔP of an S-type pitot for a velocity, Pa: ρv²/(2Cp²), with the molar mass of flue gas over wood (30 g/mol dry). */
const pressureDifferencePa = (gas: StackGas, coefficient: number, moistureFraction: number): number => {
  const molarMass = 0.03 * (1 - moistureFraction) + 0.018 * moistureFraction;
  const density = (gas.pressurePa * molarMass) / (gasConstant * (gas.gasTemperatureC + 273.15));
  return (density * gas.velocityMPerS ** 2) / (2 * coefficient ** 2);
};

const co2Channel = (
  configuration: ChimneyConfiguration,
  gas: StackGas,
  cellC: number,
  defect: Defect,
): Pick<Sample, 'co2Ppm' | 'co2Code'> => {
  if (defect === 'co2_unplugged') return { co2Ppm: null, co2Code: code('disconnected') };
  const co2Ppm = sensorPpm(configuration, gas, cellC);
  const saturated = co2Ppm >= configuration.co2Sensor.fullScalePpm;
  return { co2Ppm, co2Code: code(saturated ? 'over_range' : 'ok') };
};

const flowChannel = (
  configuration: ChimneyConfiguration,
  gas: StackGas,
): Pick<Sample, 'velocityMmPerS' | 'pressureDifferenceCentiPa'> => {
  const probe = configuration.velocityProbe;
  if (probe.kind === 'anemometer') {
    return { velocityMmPerS: Math.round(gas.velocityMPerS * 1_000), pressureDifferenceCentiPa: null };
  }
  const pascal = pressureDifferencePa(gas, probe.coefficient, configuration.moistureFraction);
  return { velocityMmPerS: null, pressureDifferenceCentiPa: Math.round(pascal * 100) };
};

/** What the device of a chimney samples from its gas, in the integers of the wire. */
export const sampleOf = (
  chimneyId: string,
  configuration: ChimneyConfiguration,
  gas: StackGas,
  atMs: number,
  defect: Defect = 'none',
): Sample => {
  const cellC = cellTemperatureC(chimneyId, atMs);
  const hasThermocouple = configuration.assumedGasTemperatureC === null;
  return {
    ...co2Channel(configuration, gas, cellC, defect),
    gasDeciC: hasThermocouple ? Math.round(gas.gasTemperatureC * 10) : null,
    gasCode: code(hasThermocouple ? 'ok' : 'assumed'),
    ...flowChannel(configuration, gas),
    velocityCode: code('ok'),
    barometerDaPa: Math.round(gas.pressurePa / 10),
    cellDeciC: Math.round(cellC * 10),
    batteryMv: Math.round(batteryV(atMs) * 1_000),
  };
};
