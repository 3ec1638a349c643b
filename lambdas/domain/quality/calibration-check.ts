import { decimalDifference, roundHalfAway } from '../rounding.ts';

/** Largest daily error of a CO2 analyser, % CO2. Source: 40 CFR 75 Appendix B, control limit. */
export const calibrationErrorLimitPercentCo2 = 1;

export type CalibrationCheck = { readonly errorPercentCo2: number; readonly passed: boolean };

/**
 * |R − A| rounded to 0.1 half away from zero; passed up to and with 1.0 % CO2. Both in % CO2: `measured` is what the
 * analyser answers, `reference` what the gas holds.
 */
export const calibrationErrorCheck = (measured: number, reference: number): CalibrationCheck => {
  const errorPercentCo2 = roundHalfAway(decimalDifference(measured, reference), 1);
  return { errorPercentCo2, passed: errorPercentCo2 <= calibrationErrorLimitPercentCo2 };
};
