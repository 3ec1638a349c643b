import type { EmissionTotals } from '@carbon-track/contract/emissions.ts';
import { sumOverTime } from '../emission-totals.ts';
import { intensityUncertainty, ratioOfSums } from '../intensity.ts';

/** One factory-day as the leaderboard reads it. */
export type RankableDay = {
  readonly date: string;
  readonly totals: EmissionTotals;
  readonly complete: boolean;
  readonly chimneysReporting: number;
  readonly chimneysInUse: number;
  /** Null: not entered. 0 is a value. */
  readonly madeTeaKg: number | null;
};

export type PeriodFigures = {
  readonly intensityKgPerKg: number;
  /** k = 2. */
  readonly expandedUncertaintyKgPerKg: number;
  readonly coverage: number;
  readonly emissionsKg: number;
  readonly madeTeaKg: number;
  readonly daysCounted: number;
};

/** Why a period has no figure that could be ranked, in words for a person. */
export type NotRankable = { readonly reason: string; readonly coverage: number | null };

/**
 * A day enters an intensity when it is over, all chimneys in use reported, its tea was entered, and every operating hour
 * has its kg, measured or substituted. A chimney whose sensor says nothing reports too: its missing kg would count as 0 and
 * make the factory look better.
 */
export const isCountedDay = <Day extends RankableDay>(day: Day): day is Day & { madeTeaKg: number } =>
  day.complete &&
  day.madeTeaKg !== null &&
  day.chimneysReporting >= day.chimneysInUse &&
  day.totals.missingOperatingS === 0;

export const emissionsKgOf = ({ totals }: Pick<RankableDay, 'totals'>): number =>
  totals.measuredKg + totals.substitutedKg;

/** Stack basis: coverage is the capture of all complete days, also of those that enter no intensity. */
export const periodFigures = (
  days: readonly RankableDay[],
  coverageFloor: number,
): PeriodFigures | NotRankable => {
  const complete = days.filter((day) => day.complete);
  const { capture: coverage } = sumOverTime(complete.map(({ totals }) => totals));
  const counted = complete.filter(isCountedDay);
  if (complete.length === 0) return { reason: 'no complete day', coverage };
  const why = whyNoDayCounts(complete);
  if (counted.length === 0 && why !== null) return { reason: why, coverage };
  if (coverage === null) return { reason: 'nothing operated', coverage };
  // Rounded down: 79.9 % must not read as the floor it missed.
  if (coverage < coverageFloor) return { reason: `coverage ${Math.floor(coverage * 100)} %`, coverage };
  if (counted.length === 0) return { reason: 'hours missing', coverage };
  return figuresOf(counted, coverage);
};

/** Null where every day lacks some hours only: then coverage may say more. */
const whyNoDayCounts = (complete: readonly RankableDay[]): string | null => {
  const withTea = complete.filter(({ madeTeaKg }) => madeTeaKg !== null);
  const [first] = withTea;
  if (first === undefined) return 'no tea entered';
  if (withTea.some((day) => day.chimneysReporting >= day.chimneysInUse)) return null;
  return `${first.chimneysReporting} of ${first.chimneysInUse} chimneys`;
};

const figuresOf = (
  counted: readonly (RankableDay & { madeTeaKg: number })[],
  coverage: number,
): PeriodFigures | NotRankable => {
  const { expandedUncertaintyKg } = sumOverTime(counted.map(({ totals }) => totals));
  const emissions = counted.map(emissionsKgOf);
  const tea = counted.map(({ madeTeaKg }) => madeTeaKg);
  const intensityKgPerKg = ratioOfSums(emissions, tea);
  if (intensityKgPerKg === null) return { reason: 'no tea made', coverage };
  const madeTeaKg = tea.reduce((sum, kg) => sum + kg, 0);
  const expandedUncertaintyKgPerKg = intensityUncertainty({
    intensityKgPerKg,
    madeTeaKg,
    expandedUncertaintyKg,
  });
  if (expandedUncertaintyKgPerKg === null) return { reason: 'uncertainty unknown', coverage };
  return {
    intensityKgPerKg,
    expandedUncertaintyKgPerKg,
    coverage,
    emissionsKg: emissions.reduce((sum, kg) => sum + kg, 0),
    madeTeaKg,
    daysCounted: counted.length,
  };
};
