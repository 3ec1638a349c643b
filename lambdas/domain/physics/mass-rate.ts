import { co2DensityKgPerM3 } from './gas-density.ts';
import { wetFraction } from './moisture.ts';

/** State of the gas at the probe: actual flow m³/s, °C, Pa. */
export type StackGas = {
  readonly flowM3PerS: number;
  readonly temperatureC: number;
  readonly pressurePa: number;
};

/** kg/s = c_wet · Q · P·M/(R·T), with c_wet a mole fraction of the moist gas. Source: ideal gas law. */
export const massRateFromWetKgPerS = (co2WetFraction: number, gas: StackGas): number =>
  co2WetFraction * gas.flowM3PerS * co2DensityKgPerM3(gas.temperatureC, gas.pressurePa);

/** kg/s from a dried sample: the flow is moist, so c_wet = c_dry·(1 − Bws). Source: 40 CFR 75 App. F, F-2. */
export const massRateFromDryKgPerS = (
  co2DryFraction: number,
  moistureFraction: number,
  gas: StackGas,
): number => massRateFromWetKgPerS(wetFraction(co2DryFraction, moistureFraction), gas);
