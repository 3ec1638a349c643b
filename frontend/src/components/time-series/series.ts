/** One line or row of bars. `values` are what the table and the readout say; null is a gap. */
export type Series = {
  key: string;
  label: string;
  values: readonly (number | null)[];
  /** Where it is drawn, if that differs from what it is: the top of a stack. */
  plotted?: readonly (number | null)[];
  colour: 'series-1' | 'series-2' | 'series-3' | 'series-4' | 'series-total';
  /** Measured solid, estimated dotted, substituted dashed. */
  stroke: 'solid' | 'dotted' | 'dashed';
};

export type Gap = { fromMs: number; toMs: number };

/**
 * Stretches in which no series has a value, from the last known instant to the next one. `xMs` is evenly spaced by
 * `stepMs`; a value stands for its whole step.
 */
export const gapsOf = (
  xMs: readonly number[],
  series: readonly Pick<Series, 'values'>[],
  stepMs: number,
): Gap[] => {
  const gaps: Gap[] = [];
  xMs.forEach((startMs, index) => {
    if (series.some(({ values }) => values[index] !== null && values[index] !== undefined)) return;
    const last = gaps.at(-1);
    if (last !== undefined && last.toMs === startMs) last.toMs = startMs + stepMs;
    else gaps.push({ fromMs: startMs, toMs: startMs + stepMs });
  });
  return gaps;
};

/** Index of the instant nearest to `ms` in a rising list. */
export const nearestIndex = (xMs: readonly number[], ms: number): number => {
  let low = 0;
  let high = xMs.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((xMs[middle] ?? 0) < ms) low = middle + 1;
    else high = middle;
  }
  const before = xMs[low - 1];
  return before !== undefined && ms - before < (xMs[low] ?? ms) - ms ? low - 1 : low;
};
