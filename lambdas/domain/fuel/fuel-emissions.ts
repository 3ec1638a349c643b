import type { FuelFactor } from '../factors/fuels.ts';
import type { WarmingPotential } from '../factors/warming-potentials.ts';
import { requireNotNegative } from '../physics/require.ts';

export type FuelGases = { readonly co2Kg: number; readonly ch4Kg: number; readonly n2oKg: number };

/** kg = litres · kg/L. Throws a RangeError for a negative volume. */
export const massOfVolumeKg = (volumeL: number, densityKgPerL: number): number => {
  requireNotNegative('volume', volumeL);
  return volumeL * densityKgPerL;
};

/** TJ = kg · NCV/1e6, NCV in GJ/t (= MJ/kg). Throws a RangeError for a negative mass. */
export const fuelEnergyTj = (massKg: number, ncvGjPerT: number): number => {
  requireNotNegative('fuel mass', massKg);
  return (massKg * ncvGjPerT) / 1e6;
};

/**
 * Gases of burnt fuel, kg: energy · factor. `ncvGjPerT` replaces the row's where moisture was measured.
 * Whether the CO2 is fossil or a biogenic memo is the row's to say. Source: IPCC 2006 Vol. 2, Tier 1.
 */
export const fuelGases = (massKg: number, factor: FuelFactor, ncvGjPerT = factor.ncvGjPerT): FuelGases => {
  const energyTj = fuelEnergyTj(massKg, ncvGjPerT);
  return {
    co2Kg: energyTj * factor.co2KgPerTj,
    ch4Kg: energyTj * factor.ch4KgPerTj,
    n2oKg: energyTj * factor.n2oKgPerTj,
  };
};

/** CO2e of CH4 and N2O alone, kg. */
export const otherGasesCo2eKg = ({ ch4Kg, n2oKg }: FuelGases, potential: WarmingPotential): number =>
  potential.ch4 * ch4Kg + potential.n2o * n2oKg;

/**
 * Scope 1, kg CO2e: fossil CO2 plus CH4 and N2O. Of biogenic fuel only CH4 and N2O; its CO2 stays a memo.
 * Source: GHG Protocol Corporate Standard, chapter 9; ISO 14064-1:2018.
 */
export const scope1Co2eKg = (gases: FuelGases, biogenic: boolean, potential: WarmingPotential): number =>
  (biogenic ? 0 : gases.co2Kg) + otherGasesCo2eKg(gases, potential);
