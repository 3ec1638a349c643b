import { addDays } from './nairobi.ts';
import {
  emissionsKgOf,
  isCountedDay,
  type NotRankable,
  type PeriodFigures,
  periodFigures,
  type RankableDay,
} from './ranking/period-figures.ts';
import { type Change, changeSince } from './ranking/trend.ts';

export type { RankableDay } from './ranking/period-figures.ts';

/** Below this coverage a factory is listed without a rank. Source: the 80 % rule of (EU) 2023/1773. */
export const coverageFloor = 0.8;

export type RankInput<Identity extends { readonly name: string }> = {
  /** Nairobi dates, both inclusive. */
  readonly fromDate: string;
  readonly toDate: string;
  readonly factories: readonly {
    readonly identity: Identity;
    /** Days of the period and, where they exist, of the period of the same length before it. */
    readonly days: readonly RankableDay[];
  }[];
};

type RankableRow<Identity> = Identity &
  PeriodFigures & {
    readonly change: Change | null;
    readonly dailyIntensityKgPerKg: (number | null)[];
  };
export type RankedRow<Identity> = RankableRow<Identity> & { readonly rank: number; readonly tied: boolean };
export type UnrankedRow<Identity> = Identity & NotRankable;
export type Ranking<Identity> = { ranked: RankedRow<Identity>[]; unranked: UnrankedRow<Identity>[] };

/**
 * Ranks factories by stack CO2 per kg made tea, best first. Rank = 1 + number of ranked factories whose upper bound
 * (I + U) lies below this one's lower bound (I − U): whoever cannot be told apart shares a rank. Ties list by
 * intensity, then name. A factory that cannot be ranked is listed with the reason, by name.
 */
export const rankFactories = <Identity extends { readonly name: string }>(
  input: RankInput<Identity>,
): Ranking<Identity> => {
  const dates = datesBetween(input.fromDate, input.toDate);
  const rankable: RankableRow<Identity>[] = [];
  const unranked: UnrankedRow<Identity>[] = [];
  for (const { identity, days } of input.factories) {
    const { current, previous } = periods(days, dates);
    const figures = periodFigures(current, coverageFloor);
    if ('reason' in figures) unranked.push({ ...identity, ...figures });
    else {
      const change = changeSince(figures, periodFigures(previous, coverageFloor));
      rankable.push({ ...identity, ...figures, change, dailyIntensityKgPerKg: daily(current, dates) });
    }
  }
  return { ranked: withRanks(rankable), unranked: unranked.sort(byName) };
};

const datesBetween = (fromDate: string, toDate: string): string[] => {
  const dates: string[] = [];
  for (let date = fromDate; date <= toDate; date = addDays(date, 1)) dates.push(date);
  return dates;
};

const periods = (days: readonly RankableDay[], dates: readonly string[]) => {
  const [first = '', last = ''] = [dates[0], dates.at(-1)];
  const previousFirst = first === '' ? '' : addDays(first, -dates.length);
  return {
    current: days.filter(({ date }) => date >= first && date <= last),
    previous: days.filter(({ date }) => date >= previousFirst && date < first),
  };
};

const daily = (days: readonly RankableDay[], dates: readonly string[]): (number | null)[] => {
  const byDate = new Map(days.map((day) => [day.date, day]));
  return dates.map((date) => {
    const day = byDate.get(date);
    return day !== undefined && isCountedDay(day) && day.madeTeaKg > 0
      ? emissionsKgOf(day) / day.madeTeaKg
      : null;
  });
};

const byName = (a: { readonly name: string }, b: { readonly name: string }): number =>
  a.name < b.name ? -1 : a.name > b.name ? 1 : 0;

const withRanks = <Row extends PeriodFigures & { readonly name: string }>(
  rows: readonly Row[],
): (Row & { rank: number; tied: boolean })[] => {
  const ranks = rows.map((row) => 1 + rows.filter((other) => isClearlyBetter(other, row)).length);
  return rows
    .map((row, index) => ({ ...row, rank: ranks[index] ?? 1 }))
    .map((row) => ({ ...row, tied: ranks.filter((rank) => rank === row.rank).length > 1 }))
    .sort((a, b) => a.rank - b.rank || a.intensityKgPerKg - b.intensityKgPerKg || byName(a, b));
};

const isClearlyBetter = (other: PeriodFigures, row: PeriodFigures): boolean =>
  other.intensityKgPerKg + other.expandedUncertaintyKgPerKg <
  row.intensityKgPerKg - row.expandedUncertaintyKgPerKg;
