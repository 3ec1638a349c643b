import { gasDensityKgPerM3 } from './gas-density.ts';
import { requireFraction, requireNotNegative, requirePositive } from './require.ts';

/** Oxygen of dry air, vol%, as Part 75 has it. */
export const ambientOxygenPercent = 20.9;
/** F factors of wood, scf per mmBtu. Source: 40 CFR 75 Appendix F, Table 1, wood residue. */
export const woodFFactors = { dryFd: 9_240, carbonFc: 1_830 } as const;

/** Md = 0.44·CO2 + 0.32·O2 + 0.28·(100 − CO2 − O2), g/mol, from dry vol%. Source: EPA Method 3. */
export const dryMolarMassGPerMol = (co2DryPercent: number, o2DryPercent: number): number =>
  0.44 * co2DryPercent + 0.32 * o2DryPercent + 0.28 * (100 - co2DryPercent - o2DryPercent);

/** Ms = Md·(1 − Bws) + 18·Bws, g/mol. Source: EPA Method 2. */
export const wetMolarMassGPerMol = (dryMolarMass: number, moistureFraction: number): number => {
  requireFraction('moisture', moistureFraction);
  return dryMolarMass * (1 - moistureFraction) + 18 * moistureFraction;
};

/**
 * O2 = 20.9·(1 − CO2·Fd/(100·Fc)), dry vol%, not below 0: oxygen left over when this much CO2 came from the fuel.
 * Source: 40 CFR 75 Appendix F, equation F-14A solved for O2.
 */
export const oxygenFromCo2Percent = (
  co2DryPercent: number,
  factors: { readonly dryFd: number; readonly carbonFc: number } = woodFFactors,
): number =>
  Math.max(0, ambientOxygenPercent * (1 - (co2DryPercent * factors.dryFd) / (100 * factors.carbonFc)));

/** Density of moist stack gas, kg/m³: ρ = P·(Ms/1000)/(R·T). Ms in g/mol, °C, Pa. */
export const stackGasDensityKgPerM3 = (
  wetMolarMassGPerMolValue: number,
  temperatureC: number,
  pressurePa: number,
): number => gasDensityKgPerM3(wetMolarMassGPerMolValue / 1_000, temperatureC, pressurePa);

/**
 * v = Cp·√(2·ΔP/ρ), m/s, from Pa and kg/m³. Throws a RangeError for a negative ΔP or a density that is not
 * above 0: reverse flow is a state of the channel, not a velocity. Source: EPA Method 2 in SI units.
 */
export const pitotVelocityMPerS = (
  coefficient: number,
  pressureDifferencePa: number,
  densityKgPerM3: number,
): number => {
  requireNotNegative('pressure difference', pressureDifferencePa);
  requirePositive('gas density', densityKgPerM3);
  return coefficient * Math.sqrt((2 * pressureDifferencePa) / densityKgPerM3);
};
