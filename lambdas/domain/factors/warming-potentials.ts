import { rowOn, type Sourced, sourcedRows } from './sourced.ts';

/** 100-year global warming potentials, kg CO2e per kg. One set per report, named on it. */
export type WarmingPotential = Sourced & {
  readonly set: 'AR5' | 'AR6';
  /** CH4 of combustion: the value without fossil carbon, whose CO2 is counted as CO2. */
  readonly ch4: number;
  readonly n2o: number;
};

export const warmingPotentials = sourcedRows<WarmingPotential>('warmingPotentials', [
  {
    set: 'AR5',
    ch4: 28,
    n2o: 265,
    source: 'IPCC AR5 WG I, Chapter 8, Table 8.A.1',
    sourceDate: '2013-09-27',
    fromDate: '2013-09-27',
    toDate: null,
  },
  {
    set: 'AR6',
    ch4: 27,
    n2o: 273,
    source: 'IPCC AR6 WG I, Chapter 7, Table 7.15',
    sourceDate: '2021-08-09',
    fromDate: '2021-08-09',
    toDate: null,
  },
]);

export const warmingPotentialOn = (set: WarmingPotential['set'], date: string): WarmingPotential =>
  rowOn(warmingPotentials, date, (row) => row.set === set, `GWP ${set}`);
