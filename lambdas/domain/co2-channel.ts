import { type Channel, isUsable, stateOfQualityCode } from './channel-state.ts';
import {
  calibratedPpm,
  isOverRange,
  ndirCorrected,
  ndirReferenceTemperatureC,
  undilutedPpm,
} from './physics/co2-sensor.ts';
import { dryFraction } from './physics/moisture.ts';
import { isPlausibleCo2 } from './physics/plausibility.ts';
import type { PreparedConfiguration } from './prepare-configuration.ts';
import type { Reading } from './reading.ts';

export type Co2Channel = Channel & { readonly assumedCellTemperature: boolean };

/** CO2 as a fraction of dry gas. Range is judged on the raw value, plausibility on the finished one. */
export const co2Channel = (
  reading: Reading,
  prepared: PreparedConfiguration,
  pressure: Channel,
): Co2Channel => {
  const raw = reading.co2Ppm;
  const { co2Sensor } = prepared.configuration;
  const claimed = stateOfQualityCode(reading.co2Code, raw !== null);
  if (raw === null || claimed === 'fault')
    return { value: null, state: claimed, assumedCellTemperature: false };
  const value = dryFractionOf(raw, reading.cellTemperatureDeciC, prepared, pressure);
  return {
    value,
    state: isUsable(claimed) ? checked(claimed, raw, value, co2Sensor.fullScalePpm) : claimed,
    assumedCellTemperature: !co2Sensor.compensated && reading.cellTemperatureDeciC === null,
  };
};

const checked = (
  claimed: Channel['state'],
  raw: number,
  value: number,
  fullScalePpm: number,
): Channel['state'] => {
  if (isOverRange(raw, fullScalePpm)) return 'over_range';
  // Below zero is the sensor's zero point, not the gas: it is out of range at the low end.
  if (value < 0) return 'under_range';
  return isPlausibleCo2(value) ? claimed : 'implausible';
};

const dryFractionOf = (
  raw: number,
  cellTemperatureDeciC: number | null,
  prepared: PreparedConfiguration,
  pressure: Channel,
): number => {
  const { co2Sensor, moistureFraction } = prepared.configuration;
  let ppm = calibratedPpm(raw, co2Sensor.calibrationInterceptPpm, co2Sensor.calibrationSlope);
  if (!co2Sensor.compensated) {
    const cellC = cellTemperatureDeciC === null ? ndirReferenceTemperatureC : cellTemperatureDeciC / 10;
    ppm = ndirCorrected(ppm, believablePressurePa(pressure, prepared), cellC);
  }
  const { dilution } = co2Sensor;
  if (dilution !== null) ppm = undilutedPpm(ppm, dilution.ratio, dilution.airCo2Ppm);
  const fraction = ppm * 1e-6;
  return co2Sensor.basis === 'wet' ? dryFraction(fraction, moistureFraction) : fraction;
};

/** An implausible barometer spoils its own channel only: CO2 is then shown by the altitude's pressure. */
const believablePressurePa = (pressure: Channel, prepared: PreparedConfiguration): number =>
  pressure.value !== null && isUsable(pressure.state) ? pressure.value : prepared.altitudePressurePa;
