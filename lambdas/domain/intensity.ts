/**
 * Σ emissions / Σ production, kg per kg: the intensity of a group or period. A mean of ratios would let the smallest
 * member speak as loudly as the largest. Null where nothing was produced. Throws a RangeError for lists of unequal length.
 */
export const ratioOfSums = (
  emissionsKg: readonly number[],
  productionKg: readonly number[],
): number | null => {
  if (emissionsKg.length !== productionKg.length) {
    throw new RangeError(
      `${emissionsKg.length} emissions against ${productionKg.length} productions: pair them first`,
    );
  }
  const produced = productionKg.reduce((sum, kg) => sum + kg, 0);
  return produced === 0 ? null : emissionsKg.reduce((sum, kg) => sum + kg, 0) / produced;
};

/** U (k = 2) of weighed made tea, relative: 1 %, the seeded default of the method statement. */
export const teaUncertaintyRelative = 0.01;

/**
 * U (k = 2) of an intensity in kg per kg: of its emissions and of its tea, which are weighed independently. Null where
 * the emissions' own is unknown. `madeTeaKg` above 0.
 */
export const intensityUncertainty = (period: {
  readonly intensityKgPerKg: number;
  readonly madeTeaKg: number;
  readonly expandedUncertaintyKg: number | null;
}): number | null =>
  period.expandedUncertaintyKg === null
    ? null
    : Math.hypot(
        period.expandedUncertaintyKg / period.madeTeaKg,
        period.intensityKgPerKg * teaUncertaintyRelative,
      );
