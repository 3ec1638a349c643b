import type { ChimneyConfiguration } from '@carbon-track/contract/chimney.ts';
import { type DeviceConfiguration, sensorKinds } from '@carbon-track/contract/device-configuration-fields.ts';
import { co2SensorKind } from '../../lambdas/domain/co2-sensor-kind.ts';

type Kind<Field extends keyof typeof sensorKinds> = (typeof sensorKinds)[Field][number];

/** Which parts measure a chimney, and the step in which the CO2 sensor shows its value. */
export type FittedSensors = {
  readonly co2: Kind<'co2Kind'>;
  readonly co2FullScalePpm: number;
  readonly co2PpmPerCount: number;
  readonly gas: Kind<'gasKind'>;
  readonly flow: Kind<'flowKind'>;
};

/** Counts of an SDP8xx-125Pa per pascal; it sends the figure with each reading. */
export const pitotCountsPerPascal = 240;

/** The parts a chimney's configuration speaks of. Every board has a barometer beside its CO2 cell. */
export const fittedSensors = ({
  co2Sensor,
  assumedGasTemperatureC,
  velocityProbe,
}: ChimneyConfiguration): FittedSensors => {
  const { co2, ppmPerCount } = co2SensorKind(co2Sensor.model);
  return {
    co2,
    co2FullScalePpm: co2Sensor.fullScalePpm,
    co2PpmPerCount: ppmPerCount,
    gas: assumedGasTemperatureC === null ? 'max31855' : 'none',
    flow: velocityProbe.kind === 'pitot' ? 'sdp8xx' : 'wind_rs485',
  };
};

/** The parts a device is set up for. */
export const sensorsOfDevice = (configuration: DeviceConfiguration): FittedSensors => ({
  co2: sensorKinds.co2Kind[configuration.co2Kind] ?? 'none',
  co2FullScalePpm: configuration.co2FullScalePpm,
  co2PpmPerCount: configuration.co2PpmPerCount,
  gas: sensorKinds.gasKind[configuration.gasKind] ?? 'none',
  flow: sensorKinds.flowKind[configuration.flowKind] ?? 'none',
});

/** The numbers by which a device's configuration names its parts. */
export const deviceFieldsOf = ({ co2, co2FullScalePpm, co2PpmPerCount, gas, flow }: FittedSensors) => ({
  co2Kind: sensorKinds.co2Kind.indexOf(co2),
  co2FullScalePpm,
  co2PpmPerCount,
  gasKind: sensorKinds.gasKind.indexOf(gas),
  flowKind: sensorKinds.flowKind.indexOf(flow),
});
