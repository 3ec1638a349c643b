import type { ConvertedReading } from '../convert-reading.ts';
import type { MinuteBucket } from './minute-buckets.ts';

/** Readings of a minute that enter totals. */
export const valid = (bucket: MinuteBucket | undefined): ConvertedReading[] =>
  (bucket?.placed ?? []).map(({ converted }) => converted).filter(({ counts }) => counts);

/** Σ(x·w)/Σw; null where the weights sum to 0. */
export const weightedMean = (
  pairs: readonly { readonly value: number; readonly weight: number }[],
): number | null => {
  const weight = pairs.reduce((total, pair) => total + pair.weight, 0);
  if (weight === 0) return null;
  return pairs.reduce((total, pair) => total + pair.value * pair.weight, 0) / weight;
};

/** Plain mean; null of nothing. */
export const mean = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((total, value) => total + value, 0) / values.length;

/**
 * Hourly concentration Σ(c·Q_N)/ΣQ_N (flow-weighted, g/Nm³; null without flow), mean flow and the rate-weighted
 * relative uncertainty, which is the plain mean where nothing flows.
 */
export const weightedMeans = (counted: readonly ConvertedReading[]) => {
  const rows = counted.map((reading) => ({
    concentration: reading.concentrationGPerNm3 ?? 0,
    flow: reading.flowNm3PerS ?? 0,
    rate: reading.rateKgPerS ?? 0,
    uncertainty: reading.expandedUncertaintyRelative ?? 0,
  }));
  return {
    concentrationGPerNm3: weightedMean(rows.map((row) => ({ value: row.concentration, weight: row.flow }))),
    flowNm3PerS: mean(rows.map((row) => row.flow)),
    expandedUncertaintyRelative:
      weightedMean(rows.map((row) => ({ value: row.uncertainty, weight: row.rate }))) ??
      mean(rows.map((row) => row.uncertainty)),
  };
};
