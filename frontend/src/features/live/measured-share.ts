import type { EmissionTotals } from '@carbon-track/contract/emissions.ts';

/** Share of the operating time whose emissions were measured; null while nothing operated. */
export const measuredShare = (totals: EmissionTotals): number | null =>
  totals.operatingS === 0 ? null : totals.measuredOperatingS / totals.operatingS;

/** What is reported: measured plus substituted kg. Missing hours are not in it, and are said beside it. */
export const reportedKg = (totals: EmissionTotals): number => totals.measuredKg + totals.substitutedKg;
