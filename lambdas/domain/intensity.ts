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
