import type { ChimneyConfiguration } from '@carbon-track/contract/chimney.ts';
import type { QualityCode } from '@carbon-track/contract/quality.ts';
import { qualityCodes } from '@carbon-track/contract/quality.ts';
import { type FittedSensors, fittedSensors, pitotCountsPerPascal } from './fitted-sensors.ts';
import type { StackGas } from './plant.ts';
import { type Defect, type SensorReadings, sensorReadings } from './sensor-readings.ts';
import type { Sample } from './telemetry-payload.ts';

const code = (name: QualityCode): number => qualityCodes.indexOf(name);

const co2Channel = (
  { co2Ppm }: SensorReadings,
  fitted: FittedSensors,
): Pick<Sample, 'co2Ppm' | 'co2Code'> => {
  if (co2Ppm === null) return { co2Ppm, co2Code: code('disconnected') };
  return { co2Ppm, co2Code: code(co2Ppm >= fitted.co2FullScalePpm ? 'over_range' : 'ok') };
};

/** A channel nothing is fitted to is missing without being a fault. */
const codeOf = (value: number | null, isFitted: boolean): number =>
  code(value === null && isFitted ? 'disconnected' : 'ok');

/** What the firmware makes of its sensors' readings, in the integers of the wire. */
export const sampleOfReadings = (readings: SensorReadings, fitted: FittedSensors): Sample => {
  const { gasQuarterC, velocityMmPerS, differenceCounts, pressureDaPa, cellC, batteryMv } = readings;
  const flow = fitted.flow === 'sdp8xx' ? differenceCounts : velocityMmPerS;
  return {
    ...co2Channel(readings, fitted),
    gasDeciC: gasQuarterC === null ? null : Math.round((gasQuarterC * 10) / 4),
    gasCode: codeOf(gasQuarterC, fitted.gas !== 'none'),
    velocityMmPerS,
    velocityCode: codeOf(flow, true),
    pressureDifferenceCentiPa:
      differenceCounts === null ? null : Math.round((differenceCounts * 100) / pitotCountsPerPascal),
    barometerDaPa: pressureDaPa,
    cellDeciC: cellC === null ? null : cellC * 10,
    batteryMv,
  };
};

/** What the device of a chimney samples from its gas. */
export const sampleOf = (
  chimneyId: string,
  configuration: ChimneyConfiguration,
  gas: StackGas,
  atMs: number,
  defect: Defect = 'none',
): Sample =>
  sampleOfReadings(sensorReadings(chimneyId, configuration, gas, atMs, defect), fittedSensors(configuration));
