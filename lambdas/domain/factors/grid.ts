import { rowOn, type Sourced, sourcedRows } from './sourced.ts';

/** Location-based grid electricity, kg CO2e per kWh. */
export type GridFactor = Sourced & { readonly country: 'KE'; readonly kgPerKwh: number };

export const gridFactors = sourcedRows<GridFactor>('gridFactors', [
  {
    country: 'KE',
    kgPerKwh: 0.070492,
    source: 'Ember yearly electricity data, Kenya 2023',
    sourceDate: '2023-12-31',
    fromDate: '2023-01-01',
    toDate: '2024-01-01',
  },
  {
    country: 'KE',
    kgPerKwh: 0.08483,
    source: 'Ember yearly electricity data, Kenya 2024',
    sourceDate: '2024-12-31',
    fromDate: '2024-01-01',
    toDate: null,
  },
]);

export const gridFactorOn = (date: string): GridFactor =>
  rowOn(gridFactors, date, (row) => row.country === 'KE', 'grid electricity');
