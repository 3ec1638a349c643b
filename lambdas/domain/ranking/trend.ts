import type { NotRankable, PeriodFigures } from './period-figures.ts';

export type Change = {
  readonly direction: 'improved' | 'worsened' | 'unclear';
  /** (this − previous) / previous. */
  readonly relative: number;
};

/**
 * Against the previous period of the same length. A difference within √(U² + U_previous²) is `unclear`; a previous
 * period that could not be ranked, or was 0, is no comparison: null.
 */
export const changeSince = (current: PeriodFigures, previous: PeriodFigures | NotRankable): Change | null => {
  if ('reason' in previous || previous.intensityKgPerKg === 0) return null;
  const difference = current.intensityKgPerKg - previous.intensityKgPerKg;
  const uncertainty = Math.hypot(current.expandedUncertaintyKgPerKg, previous.expandedUncertaintyKgPerKg);
  const relative = difference / previous.intensityKgPerKg;
  if (Math.abs(difference) <= uncertainty) return { direction: 'unclear', relative };
  return { direction: difference < 0 ? 'improved' : 'worsened', relative };
};
