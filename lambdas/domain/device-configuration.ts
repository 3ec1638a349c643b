import type { ChimneyConfiguration } from '@carbon-track/contract/chimney.ts';
import {
  type DeviceConfiguration,
  type DeviceConfigurationKey,
  deviceConfigurationFields,
  deviceConfigurationKeys,
  initialDeviceConfiguration,
  sensorKinds,
} from '@carbon-track/contract/device-configuration-fields.ts';
import { co2SensorKind } from './co2-sensor-kind.ts';
import { crossSectionM2 } from './physics/duct.ts';

const inRange = (key: DeviceConfigurationKey, value: number): number => {
  const { least, most } = deviceConfigurationFields[key];
  return Math.min(most, Math.max(least, Math.round(value)));
};

const co2Fields = ({
  model,
  fullScalePpm,
}: ChimneyConfiguration['co2Sensor']): Partial<DeviceConfiguration> => {
  const { co2, ppmPerCount, mostPpm } = co2SensorKind(model);
  return {
    co2Kind: sensorKinds.co2Kind.indexOf(co2),
    co2PpmPerCount: ppmPerCount,
    co2FullScalePpm: Math.min(fullScalePpm, mostPpm),
  };
};

/** What the chimney's own configuration says about a device on it, in the device's units. */
const derived = ({
  geometry,
  profileFactor,
  moistureFraction,
  altitudeM,
  assumedGasTemperatureC,
  co2Sensor,
  velocityProbe,
  thresholds,
}: ChimneyConfiguration): Partial<DeviceConfiguration> => ({
  areaMm2: crossSectionM2(geometry) * 1e6,
  profilePermille: profileFactor * 1_000,
  moisturePermille: moistureFraction * 1_000,
  altitudeM,
  highEmissionForS: thresholds.highEmissionForS,
  gasHighC: thresholds.gasHighC,
  gasHighClearC: Math.min(thresholds.gasHighClearC, thresholds.gasHighC),
  gasHighForS: thresholds.gasHighForS,
  lowVelocityMmPerS: thresholds.lowVelocityMPerS * 1_000,
  lowVelocityForS: thresholds.lowVelocityForS,
  ...co2Fields(co2Sensor),
  ...(assumedGasTemperatureC !== null && { gasKind: sensorKinds.gasKind.indexOf('none') }),
  ...(velocityProbe.kind === 'pitot' && { flowKind: sensorKinds.flowKind.indexOf('sdp8xx') }),
});

/**
 * The configuration a new device starts with: what its chimney's configuration implies, within what a device can hold,
 * and initial values for the rest. `chimney` is null where none is in force yet.
 */
export const deviceConfigurationFor = (chimney: ChimneyConfiguration | null): DeviceConfiguration => {
  const wished = { ...initialDeviceConfiguration, ...(chimney === null ? {} : derived(chimney)) };
  return Object.fromEntries(
    deviceConfigurationKeys.map((key) => [key, inRange(key, wished[key])]),
  ) as DeviceConfiguration;
};
