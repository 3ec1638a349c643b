import { requirePositive } from '../physics/require.ts';

/**
 * Direct emissions attributed to the good, t CO2. Biogenic CO2 is zero-rated only with valid sustainability evidence;
 * without it the biomass counts as fossil. Source: (EU) 2023/1773, Annex III B.3.3.
 */
export const attributedDirectT = (fossilCo2T: number, biogenicCo2T: number, hasEvidence: boolean): number =>
  fossilCo2T + (hasEvidence ? 0 : biogenicCo2T);

/** Indirect emissions, t CO2 = MWh · t/MWh. */
export const attributedIndirectT = (electricityMwh: number, factorTPerMwh: number): number =>
  electricityMwh * factorTPerMwh;

/**
 * SEE = attributed emissions / activity level, t CO2 per t of good. Throws a RangeError unless something was made.
 * Source: (EU) 2023/956 Annex IV; (EU) 2023/1773 Annex III.
 */
export const specificEmbeddedEmissions = (attributedT: number, activityLevelT: number): number => {
  requirePositive('activity level', activityLevelT);
  return attributedT / activityLevelT;
};
