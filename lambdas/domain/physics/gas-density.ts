import { requirePositive } from './require.ts';

/** Molar gas constant, J/(mol·K). Source: CODATA 2018, exact. */
export const molarGasConstant = 8.31446261815324;
/** Molar mass of CO2, kg/mol. Source: IUPAC standard atomic weights, 12.011 + 2 · 15.999 with 44.0095 g/mol. */
export const molarMassCo2KgPerMol = 0.0440095;
/** 0 °C in K. */
export const zeroCelsiusK = 273.15;
/** Standard pressure, Pa. */
export const standardPressurePa = 101_325;

/** T = t + 273.15, K. Throws a RangeError at or below absolute zero. */
export const kelvinOf = (temperatureC: number): number => {
  const temperatureK = temperatureC + zeroCelsiusK;
  requirePositive('absolute temperature', temperatureK);
  return temperatureK;
};

/**
 * ρ = P·M/(R·T), kg/m³, of an ideal gas of molar mass `molarMassKgPerMol` (kg/mol) at °C and Pa.
 * Throws a RangeError at or below absolute zero. Source: ideal gas law.
 */
export const gasDensityKgPerM3 = (
  molarMassKgPerMol: number,
  temperatureC: number,
  pressurePa: number,
): number => (pressurePa * molarMassKgPerMol) / (molarGasConstant * kelvinOf(temperatureC));

/**
 * Density CO2 would have alone at the gas's temperature (°C) and pressure (Pa), kg/m³.
 * A component of a mixture needs the ideal value; the handbook value of the pure gas is about 0.7 % higher.
 */
export const co2DensityKgPerM3 = (temperatureC: number, pressurePa: number): number =>
  gasDensityKgPerM3(molarMassCo2KgPerMol, temperatureC, pressurePa);
