/** Arithmetic mean and sample standard deviation (n − 1). Throws a RangeError for fewer than two values. */
export const sampleStatistics = (values: readonly number[]): { mean: number; sigma: number } => {
  if (values.length < 2) throw new RangeError(`a standard deviation needs 2 values, got ${values.length}`);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, sigma: Math.sqrt(squares / (values.length - 1)) };
};

/**
 * C* = mean + 2σ, in the unit of both (g/Nm³): a cautious stand-in for concentrations that were not measured.
 * Source: (EU) 2018/2066 Article 45; (EU) 2023/1773 Annex III B.6.2.
 */
export const substituteConcentration = (mean: number, sigma: number): number => mean + 2 * sigma;
