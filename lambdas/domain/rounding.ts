import { Decimal } from 'decimal.js';

/**
 * Rounds half away from zero on the decimal digits a person sees: 1.005 to two places is 1.01, which binary
 * arithmetic would miss. Only at the reporting edge.
 */
export const roundHalfAway = (value: number, decimals: number): number =>
  new Decimal(value).toDecimalPlaces(decimals, Decimal.ROUND_HALF_UP).toNumber();

/** |a − b| of the decimal digits: 14.95 − 14 is 0.95, not 0.9499999999999993. */
export const decimalDifference = (a: number, b: number): number => new Decimal(a).minus(b).abs().toNumber();
