import { type Channel, isUsable, stateOfQualityCode } from './channel-state.ts';
import { isPlausibleGasTemperature, isPlausiblePressureAround } from './physics/plausibility.ts';
import type { PreparedConfiguration } from './prepare-configuration.ts';
import type { Reading } from './reading.ts';

/** Pa. Without a barometer the altitude's standard pressure is assumed; a barometer far from it is implausible. */
export const pressureChannel = (reading: Reading, prepared: PreparedConfiguration): Channel => {
  const barometerPa = reading.barometerDaPa === null ? null : reading.barometerDaPa * 10;
  if (barometerPa === null) return { value: prepared.altitudePressurePa, state: 'assumed' };
  const isPlausible = isPlausiblePressureAround(barometerPa, prepared.altitudePressurePa);
  return { value: barometerPa, state: isPlausible ? 'valid' : 'implausible' };
};

/** °C. Where the chimney has no thermocouple its constant is used; a faulty thermocouple is missing, not assumed. */
export const gasTemperatureChannel = (reading: Reading, prepared: PreparedConfiguration): Channel => {
  const { assumedGasTemperatureC } = prepared.configuration;
  if (assumedGasTemperatureC !== null) return { value: assumedGasTemperatureC, state: 'assumed' };
  const value = reading.gasTemperatureDeciC === null ? null : reading.gasTemperatureDeciC / 10;
  const state = stateOfQualityCode(reading.gasTemperatureCode, value !== null);
  if (state === 'fault') return { value: null, state };
  if (value !== null && isUsable(state) && !isPlausibleGasTemperature(value)) {
    return { value, state: 'implausible' };
  }
  return { value, state };
};
