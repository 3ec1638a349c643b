import { isaPressurePa } from './atmosphere.ts';

/** Air holds 20.9 % oxygen, so burning cannot make more CO2 than this; fraction, dry. */
export const maxPlausibleCo2DryFraction = 0.205;

/** 0 … 20.5 vol% dry. */
export const isPlausibleCo2 = (co2DryFraction: number): boolean =>
  co2DryFraction >= 0 && co2DryFraction <= maxPlausibleCo2DryFraction;

/** −10 … 600 °C. */
export const isPlausibleGasTemperature = (temperatureC: number): boolean =>
  temperatureC >= -10 && temperatureC <= 600;

/** 0 … 30 m/s. */
export const isPlausibleVelocity = (velocityMPerS: number): boolean =>
  velocityMPerS >= 0 && velocityMPerS <= 30;

/** 60 … 110 kPa and within 3 % of the altitude's standard pressure: weather never moves it further. Pa. */
export const isPlausiblePressureAround = (pressurePa: number, altitudePressurePa: number): boolean =>
  pressurePa >= 60_000 &&
  pressurePa <= 110_000 &&
  Math.abs(pressurePa - altitudePressurePa) <= 0.03 * altitudePressurePa;

/** The same from an altitude in m. */
export const isPlausiblePressure = (pressurePa: number, altitudeM: number): boolean =>
  isPlausiblePressureAround(pressurePa, isaPressurePa(altitudeM));
