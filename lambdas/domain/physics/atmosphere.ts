import { standardPressurePa } from './gas-density.ts';

/**
 * P = 101325·(1 − 2.25577e-5·h)^5.25588, Pa, for an altitude h in m. An estimate: a barometer wins over it.
 * Throws a RangeError above 11 km, where the formula's layer ends. Source: ISO 2533 standard atmosphere.
 */
export const isaPressurePa = (altitudeM: number): number => {
  if (!(altitudeM <= 11_000)) throw new RangeError(`altitude must be at most 11,000 m, got ${altitudeM}`);
  return standardPressurePa * (1 - 2.25577e-5 * altitudeM) ** 5.25588;
};

/** How much a mass rate is over-reported when sea-level pressure is assumed at this altitude. */
export const seaLevelAssumptionFactor = (altitudeM: number): number =>
  standardPressurePa / isaPressurePa(altitudeM);

export type StationPressure = { readonly pressurePa: number; readonly assumed: boolean };

/** Barometer, else the altitude's standard pressure, else 101,325 Pa; the last two are assumed. Pa, m. */
export const stationPressure = (barometerPa: number | null, altitudeM: number | null): StationPressure => {
  if (barometerPa !== null) return { pressurePa: barometerPa, assumed: false };
  return { pressurePa: altitudeM === null ? standardPressurePa : isaPressurePa(altitudeM), assumed: true };
};
