import type { ChimneyConfiguration, ChimneyThresholds } from '@carbon-track/contract/chimney.ts';
import type { ChimneyDesign } from './chimney-design.ts';
import {
  chimneysWithoutThermocouple,
  dilutionChimneys,
  dryBasisChimneys,
  pitotChimneys,
  saturatingChimneys,
} from './special-chimneys.ts';

const defaultThresholds: ChimneyThresholds = {
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
};

/** A data-sheet limit taken as the half-width of a uniform distribution. */
const fromLimit = (limit: number): number => Number((limit / Math.sqrt(3)).toPrecision(4));

const moistureByFuel = {
  firewood: 0.13,
  'biomass-briquette': 0.1,
  'residual-fuel-oil': 0.09,
  diesel: 0.09,
} as const;

const co2SensorOf = (chimneyId: string): ChimneyConfiguration['co2Sensor'] => {
  const uncalibrated = { calibrationInterceptPpm: 0, calibrationSlope: 1, dilution: null };
  if (saturatingChimneys.has(chimneyId)) {
    return { model: 'Winsen MH-Z19', fullScalePpm: 5_000, basis: 'wet', compensated: true, ...uncalibrated };
  }
  if (dilutionChimneys.has(chimneyId)) {
    return {
      model: 'GSS COZIR-WR 20 % behind a dilution probe',
      fullScalePpm: 200_000,
      basis: 'wet',
      compensated: false,
      ...uncalibrated,
      dilution: { ratio: 20, airCo2Ppm: 430 },
    };
  }
  return {
    model: 'GSS SprintIR-W 20 %',
    fullScalePpm: 200_000,
    basis: dryBasisChimneys.has(chimneyId) ? 'dry' : 'wet',
    compensated: false,
    ...uncalibrated,
  };
};

const uncertaintyOf = (
  chimneyId: string,
  traversed: boolean,
  rectangular: boolean,
): ChimneyConfiguration['uncertainty'] => ({
  co2Relative: fromLimit(0.03),
  velocityRelative: fromLimit(0.03),
  profileRelative: traversed ? 0.03 : 0.1,
  firstDimensionRelative: fromLimit(0.01),
  secondDimensionRelative: rectangular ? fromLimit(0.01) : 0,
  pressureRelative: fromLimit(0.002),
  temperatureK: chimneysWithoutThermocouple.has(chimneyId) ? 20 : fromLimit(2.2),
  moistureAbsolute: 0.02,
  dilutionRelative: dilutionChimneys.has(chimneyId) ? 0.02 : 0,
  pitotCoefficientRelative: 0.01,
  pressureDifferenceRelative: fromLimit(0.03),
});

/** How a chimney of the demonstration is measured. Dimensions and probes are guesses, sensors as recommended. */
export const configurationOf = (design: ChimneyDesign): ChimneyConfiguration => {
  const { chimneyId, factory, geometry, profileFactor } = design;
  const traversed = profileFactor !== 1;
  return {
    geometry,
    profileFactor,
    profileSource: traversed ? 'traverse' : 'assumed',
    altitudeM: factory.altitudeM,
    moistureFraction: moistureByFuel[factory.mainFuel],
    assumedGasTemperatureC: chimneysWithoutThermocouple.has(chimneyId)
      ? Math.round(design.plant.gasTemperatureC)
      : null,
    co2Sensor: co2SensorOf(chimneyId),
    velocityProbe: pitotChimneys.has(chimneyId)
      ? { kind: 'pitot', coefficient: 0.84 }
      : { kind: 'anemometer' },
    warmUpS: saturatingChimneys.has(chimneyId) ? 180 : 60,
    uncertainty: uncertaintyOf(chimneyId, traversed, geometry.shape === 'rectangular'),
    thresholds: defaultThresholds,
  };
};
