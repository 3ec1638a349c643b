import {
  kelvinOf,
  molarGasConstant,
  molarMassCo2KgPerMol,
  standardPressurePa,
  zeroCelsiusK,
} from './gas-density.ts';

/**
 * Q_N = Q·(273.15/T)·(P/101325), Nm³/s at 0 °C and 101,325 Pa, from m³/s, °C and Pa.
 * Source: Implementing Regulation (EU) 2018/2066, Articles 43 to 45 and Annex VIII.
 */
export const normalFlowNm3PerS = (flowM3PerS: number, temperatureC: number, pressurePa: number): number =>
  flowM3PerS * (zeroCelsiusK / kelvinOf(temperatureC)) * (pressurePa / standardPressurePa);

/** Grams of CO2 in a normal cubic metre of pure CO2: 1963.485 g/Nm³. */
export const co2GramPerNm3 =
  (1_000 * standardPressurePa * molarMassCo2KgPerMol) / (molarGasConstant * zeroCelsiusK);

/** Concentration in g/Nm³ of a mole fraction on the same (wet or dry) basis. */
export const concentrationGPerNm3 = (moleFraction: number): number => moleFraction * co2GramPerNm3;
