import { deviceConfigurationSchema } from '@carbon-track/contract/device-configuration.ts';
import {
  deviceConfigurationFields,
  initialDeviceConfiguration,
  sensorKinds,
} from '@carbon-track/contract/device-configuration-fields.ts';
import { describe, expect, it } from 'vitest';
import { deviceConfigurationFor } from '../../lambdas/domain/device-configuration.ts';
import { maxFoldedPerMinute } from '../../lambdas/domain/fold/fold-input.ts';
import { configuration } from '../fakes/plant.ts';

const { thresholds } = configuration;
const isTaken = (change: object): boolean =>
  deviceConfigurationSchema.safeParse(deviceConfigurationFor({ ...configuration, ...change })).success;

describe('the configuration a device starts with', () => {
  it('cannot sample faster than a minute is folded', () => {
    expect(60 / deviceConfigurationFields.samplePeriodS.least).toBeLessThanOrEqual(maxFoldedPerMinute);
  });

  it('is the initial one where the chimney has none yet', () => {
    expect(deviceConfigurationFor(null)).toEqual(initialDeviceConfiguration);
  });

  it('has the chimney’s section in mm², its factors in permille and its thresholds', () => {
    expect(
      deviceConfigurationFor({
        ...configuration,
        geometry: { shape: 'circular', diameterM: 0.85 },
        profileFactor: 0.96,
        moistureFraction: 0.131,
        altitudeM: 2_080.4,
        thresholds: { ...thresholds, gasHighC: 400, gasHighClearC: 380, lowVelocityMPerS: 0.75 },
      }),
    ).toMatchObject({
      areaMm2: 567_450,
      profilePermille: 960,
      moisturePermille: 131,
      altitudeM: 2_080,
      gasHighC: 400,
      gasHighClearC: 380,
      lowVelocityMmPerS: 750,
    });
  });

  it('names the sensors the chimney’s configuration tells of', () => {
    const pitot = deviceConfigurationFor({
      ...configuration,
      velocityProbe: { kind: 'pitot', coefficient: 0.84 },
      assumedGasTemperatureC: 180,
    });
    expect(sensorKinds.flowKind[pitot.flowKind]).toBe('sdp8xx');
    expect(sensorKinds.gasKind[pitot.gasKind]).toBe('none');
  });

  it.each([
    ['Winsen MH-Z19', 'mhz19', 1, 5_000, 5_000],
    ['winsen MHZ19C', 'mhz19', 1, 200_000, 10_000],
    ['Senseair K33 ICB 30 %', 'k33', 10, 300_000, 300_000],
    ['GSS SprintIR-W 20 %', 'gss', 10, 200_000, 200_000],
  ])('knows the kind and the reach of a %s', (model, kind, ppmPerCount, fullScalePpm, taken) => {
    const change = { co2Sensor: { ...configuration.co2Sensor, model, fullScalePpm } };
    const made = deviceConfigurationFor({ ...configuration, ...change });
    expect(sensorKinds.co2Kind[made.co2Kind]).toBe(kind);
    expect(made).toMatchObject({ co2PpmPerCount: ppmPerCount, co2FullScalePpm: taken });
    expect(isTaken(change)).toBe(true);
  });

  it('is one a device takes, whatever chimney it is made from', () => {
    const odd = {
      ...thresholds,
      gasHighC: 99_999,
      gasHighClearC: 100_000,
      highEmissionForS: 1e9,
      lowVelocityMPerS: 1e4,
    };
    expect(isTaken({ thresholds: odd })).toBe(true);
    expect(isTaken({ thresholds: { ...thresholds, gasHighC: -50, gasHighClearC: 10.5 } })).toBe(true);
    expect(isTaken({ geometry: { shape: 'rectangular', widthM: 10, heightM: 10 } })).toBe(true);
    expect(isTaken({ geometry: { shape: 'circular', diameterM: 1e-6 } })).toBe(true);
    expect(isTaken({ co2Sensor: { ...configuration.co2Sensor, fullScalePpm: 1_000_000 } })).toBe(true);
    expect(isTaken({ co2Sensor: { ...configuration.co2Sensor, fullScalePpm: 0.5 } })).toBe(true);
  });
});
