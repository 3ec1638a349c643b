import type { Geometry } from '@carbon-track/contract/chimney.ts';
import type { Plant } from '../simulator/plant.ts';
import { standardPressurePa } from '../simulator/plant-model.ts';
import { between } from '../simulator/seeded-random.ts';
import type { FactoryRow } from './factory-rows.ts';
import { rectangularChimneys } from './special-chimneys.ts';

/** Made tea of an average day, kg: the size classes of the demonstration. */
const teaKgPerDay = { small: [4_500, 7_500], medium: [8_000, 12_500], large: [13_000, 19_500] } as const;

/** Stack CO2 per kg made tea by fuel; wood lies where the literature on Kenyan factories has it. */
const stackKgPerKgTea = {
  firewood: [1.75, 3.1],
  'biomass-briquette': [1.7, 2.6],
  'residual-fuel-oil': [1.15, 1.5],
  diesel: [1.15, 1.5],
} as const;

const typicalVelocityMPerS = 3.6;
/** Ramps, tails and the feeding cycle make the mean of a shift a little less than the steady rate. */
const shiftMeanOverSteady = 0.985;

export type ChimneyDesign = {
  readonly factory: FactoryRow;
  readonly chimneyId: string;
  readonly deviceId: string;
  readonly number: number;
  readonly geometry: Geometry;
  readonly areaM2: number;
  readonly profileFactor: number;
  readonly plant: Plant;
};

export const meanTeaKgPerDay = (factory: FactoryRow): number =>
  between(factory.factoryId, 'tea', teaKgPerDay[factory.size][0], teaKgPerDay[factory.size][1]);

const shareOf = (factory: FactoryRow, number: number): number => {
  const weights = Array.from({ length: factory.chimneys }, (_, index) =>
    between(`${factory.factoryId}-${index + 1}`, 'share', 0.8, 1.2),
  );
  return (weights[number - 1] ?? 0) / weights.reduce((sum, weight) => sum + weight, 0);
};

const roundTo = (value: number, step: number): number => Number((Math.round(value / step) * step).toFixed(3));

const geometryFor = (chimneyId: string, areaM2: number): { geometry: Geometry; areaM2: number } => {
  if (rectangularChimneys.has(chimneyId)) {
    const widthM = roundTo(Math.sqrt(areaM2 * 1.3), 0.05);
    const heightM = roundTo(areaM2 / widthM, 0.05);
    return { geometry: { shape: 'rectangular', widthM, heightM }, areaM2: widthM * heightM };
  }
  const diameterM = Math.min(1.1, Math.max(0.6, roundTo(Math.sqrt((4 * areaM2) / Math.PI), 0.05)));
  return { geometry: { shape: 'circular', diameterM }, areaM2: (Math.PI * diameterM ** 2) / 4 };
};

/** Mass of CO2 in a cubic metre of the flue gas, kg/m³. */
const co2KgPerM3 = (fraction: number, gasTemperatureC: number, altitudeM: number): number =>
  (fraction * standardPressurePa(altitudeM) * 0.0440095) / (8.31446261815324 * (gasTemperatureC + 273.15));

/**
 * Most factories fire from about 05:00 to 22:00, large ones past midnight; some wither by day and fire through the
 * night, so that there is something to see at any hour.
 */
const shiftHours = (
  { factoryId, size }: FactoryRow,
  number: number,
): Pick<Plant, 'shiftStartMinute' | 'shiftEndMinute' | 'restsOnSunday'> => {
  const byNight = between(factoryId, 'night', 0, 1) < 0.22;
  const start = between(factoryId, 'start', 275, 330) + (byNight ? 660 : 0);
  const dayEnd = between(factoryId, 'end', 1_270, 1_350) + (size === 'large' ? 165 : 0);
  const end = byNight ? start + between(factoryId, 'end', 960, 1_060) : dayEnd;
  return {
    shiftStartMinute: Math.round(start + 8 * (number - 1)),
    shiftEndMinute: Math.round(end - 5 * (number - 1)),
    restsOnSunday: !byNight && between(factoryId, 'sunday', 0, 1) < 0.25,
  };
};

/** A chimney sized so that its factory's stack CO2 fits the tea it makes. Deterministic in the chimney's id. */
export const chimneyDesign = (factory: FactoryRow, number: number): ChimneyDesign => {
  const { factoryId } = factory;
  const chimneyId = `${factoryId}-${number}`;
  const [low, high] = stackKgPerKgTea[factory.mainFuel];
  const { shiftStartMinute, shiftEndMinute, restsOnSunday } = shiftHours(factory, number);
  const co2WetFraction = between(chimneyId, 'co2', 0.085, 0.115);
  const gasTemperatureC = between(chimneyId, 'gas', 168, 232);
  const dailyKg =
    meanTeaKgPerDay(factory) * between(factoryId, 'intensity', low, high) * shareOf(factory, number);
  const steadyKgPerS = dailyKg / ((shiftEndMinute - shiftStartMinute) * 60 * shiftMeanOverSteady);
  const profileFactor = between(chimneyId, 'traverse', 0, 1) < 0.7 ? 0.96 : 1;
  const kgPerM3 = co2KgPerM3(co2WetFraction, gasTemperatureC, factory.altitudeM) * profileFactor;
  const { geometry, areaM2 } = geometryFor(chimneyId, steadyKgPerS / (kgPerM3 * typicalVelocityMPerS));
  return {
    factory,
    chimneyId,
    deviceId: `ct-${chimneyId}a`,
    number,
    geometry,
    areaM2,
    profileFactor,
    plant: {
      chimneyId,
      factoryId,
      altitudeM: factory.altitudeM,
      co2WetFraction,
      gasTemperatureC,
      velocityMPerS: steadyKgPerS / (kgPerM3 * areaM2),
      shiftStartMinute,
      shiftEndMinute,
      restsOnSunday,
      feedPeriodS: Math.round(between(chimneyId, 'feed', 600, 1_200)),
    },
  };
};

export const chimneyDesigns = (factory: FactoryRow): ChimneyDesign[] =>
  Array.from({ length: factory.chimneys }, (_, index) => chimneyDesign(factory, index + 1));
