/** Heat that evaporates water at 25 °C, GJ/t. Source: steam tables. */
export const evaporationHeatGjPerT = 2.443;
/** Wetter wood than this does not burn by itself. */
export const maxWoodMoistureFraction = 0.65;

const requireMoisture = (moistureFraction: number): void => {
  if (!(moistureFraction >= 0 && moistureFraction <= maxWoodMoistureFraction)) {
    throw new RangeError(
      `wood moisture must be 0 to ${maxWoodMoistureFraction} on wet basis, got ${moistureFraction}`,
    );
  }
};

/** NCV_dry = (NCV + 2.443·w)/(1 − w), GJ/t, from the NCV at wet-basis moisture w. Source: (EU) 2023/1773 Annex VIII. */
export const dryNcvGjPerT = (ncvGjPerT: number, moistureFraction: number): number => {
  requireMoisture(moistureFraction);
  return (ncvGjPerT + evaporationHeatGjPerT * moistureFraction) / (1 - moistureFraction);
};

/** NCV(w) = NCV_dry·(1 − w) − 2.443·w, GJ/t as received. Throws a RangeError outside 0 ≤ w ≤ 0.65. */
export const wetNcvGjPerT = (dryNcv: number, moistureFraction: number): number => {
  requireMoisture(moistureFraction);
  return dryNcv * (1 - moistureFraction) - evaporationHeatGjPerT * moistureFraction;
};

/** w = u/(1 + u): wet-basis moisture from dry-basis moisture u. */
export const wetBasisMoisture = (dryBasisMoisture: number): number =>
  dryBasisMoisture / (1 + dryBasisMoisture);
