import type { ChimneyConfiguration, Geometry } from '@carbon-track/contract/chimney.ts';
import { kelvinOf } from './gas-density.ts';

type Budget = ChimneyConfiguration['uncertainty'];

/** u_c = √Σ u_i², relative, of independent inputs. Source: JCGM 100 (GUM) 5.1. */
export const combinedUncertaintyRelative = (parts: readonly number[]): number =>
  Math.sqrt(parts.reduce((sum, part) => sum + part * part, 0));

/** U = k·u with k = 2, about 95 %. Source: JCGM 100 (GUM) 6.2. */
export const expandedUncertainty = (standardUncertainty: number): number => 2 * standardUncertainty;

/** u = a/√3 of a data-sheet limit ±a taken as a rectangular distribution. Source: JCGM 100 (GUM) 4.3.7. */
export const standardFromLimit = (limit: number): number => limit / Math.sqrt(3);

/** Highest uncertainty the EU rules allow a measured source, relative. Source: (EU) 2023/1773, Annex III B.6. */
export const measurementUncertaintyLimit = 0.075;

/** u(A)² = (2·u_D)² of a circle, u_W² + u_H² of a rectangle; relative standard uncertainties. */
export const areaVarianceRelative = (shape: Geometry['shape'], budget: Budget): number =>
  shape === 'circular'
    ? (2 * budget.firstDimensionRelative) ** 2
    : budget.firstDimensionRelative ** 2 + budget.secondDimensionRelative ** 2;

/** u(B)²/(1 − B)²: moisture matters only where a dried sample is scaled back to the moist flow. */
export const moistureVarianceRelative = (budget: Budget, moistureFraction: number): number =>
  (budget.moistureAbsolute / (1 - moistureFraction)) ** 2;

/** An anemometer's flow carries u(v) and the gas density's full u(P). */
const anemometerVariance = (budget: Budget): number =>
  budget.velocityRelative ** 2 + budget.pressureRelative ** 2;

/** A pitot's √(ΔP/ρ) halves u(ΔP) and, with the density of the mass formula, leaves half of u(P). */
const pitotVariance = (budget: Budget): number =>
  budget.pitotCoefficientRelative ** 2 +
  (budget.pressureDifferenceRelative / 2) ** 2 +
  (budget.pressureRelative / 2) ** 2;

/** Everything of u² that does not change from reading to reading: all but the temperature's part. */
export const fixedVarianceRelative = (configuration: ChimneyConfiguration): number => {
  const { uncertainty: budget, co2Sensor, geometry, velocityProbe } = configuration;
  return (
    budget.co2Relative ** 2 +
    budget.profileRelative ** 2 +
    areaVarianceRelative(geometry.shape, budget) +
    (co2Sensor.basis === 'dry' ? moistureVarianceRelative(budget, configuration.moistureFraction) : 0) +
    (co2Sensor.dilution === null ? 0 : budget.dilutionRelative ** 2) +
    (velocityProbe.kind === 'pitot' ? pitotVariance(budget) : anemometerVariance(budget))
  );
};

/** Standard uncertainty of 1/T (anemometer) or 1/√T (pitot) in K: u(T), or half of it. */
export const temperatureTermK = (configuration: ChimneyConfiguration): number =>
  configuration.velocityProbe.kind === 'pitot'
    ? configuration.uncertainty.temperatureK / 2
    : configuration.uncertainty.temperatureK;

/**
 * U (k = 2), relative, of one reading's kg/s at its gas temperature in °C. Within one chimney everything is
 * systematic: averaging many readings does not make it smaller.
 */
export const rateUncertaintyRelative = (
  configuration: ChimneyConfiguration,
  gasTemperatureC: number,
): number =>
  expandedUncertainty(
    Math.sqrt(
      fixedVarianceRelative(configuration) +
        (temperatureTermK(configuration) / kelvinOf(gasTemperatureC)) ** 2,
    ),
  );
