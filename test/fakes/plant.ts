import type { ChimneyConfiguration } from '@carbon-track/contract/chimney.ts';
import type { Device } from '@carbon-track/contract/device.ts';
import type { FactorySummary } from '@carbon-track/contract/factory.ts';
import type { FactoryRecord } from '../../lambdas/adapters/ports/registry.ts';

/** A chimney of 0.6 m with a 20 % CO2 sensor and an anemometer, as data. */
export const configuration: ChimneyConfiguration = {
  geometry: { shape: 'circular', diameterM: 0.6 },
  profileFactor: 1,
  profileSource: 'assumed',
  altitudeM: 2_000,
  moistureFraction: 0.13,
  assumedGasTemperatureC: null,
  co2Sensor: {
    model: 'SprintIR-W 20 %',
    fullScalePpm: 200_000,
    basis: 'dry',
    compensated: true,
    calibrationInterceptPpm: 0,
    calibrationSlope: 1,
    dilution: null,
  },
  velocityProbe: { kind: 'anemometer' },
  warmUpS: 60,
  uncertainty: {
    co2Relative: 0.03,
    velocityRelative: 0.03,
    profileRelative: 0.1,
    firstDimensionRelative: 0.01,
    secondDimensionRelative: 0,
    pressureRelative: 0.01,
    temperatureK: 3,
    moistureAbsolute: 0.02,
    dilutionRelative: 0,
    pitotCoefficientRelative: 0,
    pressureDifferenceRelative: 0,
  },
  thresholds: {
    firingGasTemperatureC: 80,
    firingCo2DryFraction: 0.01,
    highEmissionRatio: 1.3,
    highEmissionClearRatio: 1.1,
    highEmissionForS: 300,
    gasHighC: 350,
    gasHighClearC: 330,
    gasHighForS: 120,
    lowVelocityMPerS: 0.5,
    lowVelocityForS: 300,
    overRangeForS: 300,
    staleForS: 600,
    silentForS: 900,
  },
};

export const factorySummary = (factoryId: string, change: Partial<FactorySummary> = {}): FactorySummary => ({
  factoryId,
  name: factoryId.replace(/^./, (first) => first.toUpperCase()),
  location: 'Bomet town',
  county: 'Bomet',
  region: 'West of Rift',
  latitudeDeg: -0.78,
  longitudeDeg: 35.34,
  altitudeM: 2_000,
  approximate: true,
  size: 'medium',
  mainFuel: 'firewood',
  chimneyCount: 2,
  ...change,
});

/** A factory with two chimneys, `{id}-1` and `{id}-2`, each measured by `ct-{id}-1a` and `ct-{id}-2a` since `fromMs`. */
export const factoryRecord = (factoryId: string, fromMs = 0): FactoryRecord => {
  const numbers = [1, 2];
  return {
    factory: factorySummary(factoryId),
    chimneys: numbers.map((n) => ({ chimneyId: `${factoryId}-${n}`, name: `Boiler ${n}`, inUse: true })),
    units: [
      {
        unitId: 'boiler-1',
        kind: 'boiler',
        name: 'Boiler 1',
        mainFuel: 'firewood',
        chimneyId: `${factoryId}-1`,
      },
    ],
    configurations: numbers.map((n) => ({
      chimneyId: `${factoryId}-${n}`,
      fromMs,
      toMs: null,
      revision: 1,
      configuration,
    })),
    assignments: numbers.map((n) => ({
      deviceId: `ct-${factoryId}-${n}a`,
      chimneyId: `${factoryId}-${n}`,
      fromMs,
      toMs: null,
      priority: 0,
    })),
    invalidations: [],
    declaredOff: [],
  };
};

export const device = (factoryId: string, n = 1, change: Partial<Device> = {}): Device => ({
  deviceId: `ct-${factoryId}-${n}a`,
  factoryId,
  chimneyId: `${factoryId}-${n}`,
  kind: 'mcu',
  status: 'active',
  provisionedAtMs: 0,
  revokedAtMs: null,
  certificateId: `cert-${factoryId}-${n}`,
  ...change,
});
