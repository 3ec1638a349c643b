type Values = readonly (number | null)[];

/** Indices of least, greatest and first missing value of one series within `[from, to)`. */
const telling = (values: Values, from: number, to: number): number[] => {
  let least = -1;
  let greatest = -1;
  let missing = -1;
  for (let index = from; index < to; index += 1) {
    const value = values[index] ?? null;
    if (value === null) {
      if (missing < 0) missing = index;
      continue;
    }
    if (least < 0 || value < (values[least] ?? value)) least = index;
    if (greatest < 0 || value > (values[greatest] ?? value)) greatest = index;
  }
  return [least, greatest, missing].filter((index) => index >= 0);
};

/**
 * Which points to draw when there are more than the screen has columns: per bucket each series' least and greatest
 * value and a missing one if there is any, so that neither a peak nor a gap is lost. First and last point stay.
 */
export const decimate = (length: number, series: readonly Values[], buckets: number): number[] => {
  if (length <= 2 * buckets) return Array.from({ length }, (_, index) => index);
  const kept = new Set<number>([0, length - 1]);
  for (let bucket = 0; bucket < buckets; bucket += 1) {
    const from = Math.floor((bucket * length) / buckets);
    const to = Math.floor(((bucket + 1) * length) / buckets);
    for (const values of series) for (const index of telling(values, from, to)) kept.add(index);
  }
  return [...kept].sort((a, b) => a - b);
};
