import { requireFraction } from './require.ts';

/** c_wet = c_dry·(1 − Bws). Fractions. Source: 40 CFR 75 Appendix F, equation F-2 (same correction). */
export const wetFraction = (dryFractionValue: number, moistureFraction: number): number => {
  requireFraction('moisture', moistureFraction);
  return dryFractionValue * (1 - moistureFraction);
};

/** c_dry = c_wet/(1 − Bws). Fractions. Throws a RangeError unless 0 ≤ Bws < 1. */
export const dryFraction = (wetFractionValue: number, moistureFraction: number): number => {
  requireFraction('moisture', moistureFraction);
  return wetFractionValue / (1 - moistureFraction);
};
