import { rowOn, type Sourced, sourcedRows } from './sourced.ts';

export type FuelId =
  | 'diesel'
  | 'residual-fuel-oil'
  | 'lpg'
  | 'kerosene'
  | 'bituminous-coal'
  | 'coal-briquette'
  | 'firewood'
  | 'biomass-briquette'
  | 'charcoal';

export type FuelFactor = Sourced & {
  readonly fuel: FuelId;
  /** Net calorific value as received, GJ/t. */
  readonly ncvGjPerT: number;
  readonly co2KgPerTj: number;
  readonly ch4KgPerTj: number;
  readonly n2oKgPerTj: number;
  /** Biogenic CO2 is a memo beside the scopes. */
  readonly biogenic: boolean;
  readonly densityKgPerL: number | null;
  readonly densityKgPerStackedM3: number | null;
  /** Wet-basis moisture the NCV stands for; null where moisture plays no part. */
  readonly referenceMoistureFraction: number | null;
};

const published = {
  source: 'IPCC 2006 Guidelines Vol. 2, Tables 1.2, 1.4 and 2.3; as in Regulation (EU) 2018/2066, Annex VI',
  sourceDate: '2018-12-19',
  fromDate: '2018-12-19',
  toDate: null,
  densityKgPerL: null,
  densityKgPerStackedM3: null,
  referenceMoistureFraction: null,
} as const;
const oil = { ...published, biogenic: false, ch4KgPerTj: 3, n2oKgPerTj: 0.6 } as const;
const coal = { ...published, biogenic: false, ch4KgPerTj: 10, n2oKgPerTj: 1.5 } as const;
const wood = { ...published, biogenic: true, ch4KgPerTj: 30, n2oKgPerTj: 4 } as const;

export const fuelFactors = sourcedRows<FuelFactor>('fuelFactors', [
  { ...oil, fuel: 'diesel', ncvGjPerT: 43, co2KgPerTj: 74_100, densityKgPerL: 0.84 },
  { ...oil, fuel: 'residual-fuel-oil', ncvGjPerT: 40.4, co2KgPerTj: 77_400, densityKgPerL: 0.96 },
  {
    ...oil,
    fuel: 'lpg',
    ncvGjPerT: 47.3,
    co2KgPerTj: 63_100,
    ch4KgPerTj: 1,
    n2oKgPerTj: 0.1,
    densityKgPerL: 0.54,
  },
  { ...oil, fuel: 'kerosene', ncvGjPerT: 43.8, co2KgPerTj: 71_900, densityKgPerL: 0.8 },
  { ...coal, fuel: 'bituminous-coal', ncvGjPerT: 25.8, co2KgPerTj: 94_600 },
  { ...coal, fuel: 'coal-briquette', ncvGjPerT: 20.7, co2KgPerTj: 97_500 },
  {
    ...wood,
    fuel: 'firewood',
    ncvGjPerT: 15.6,
    co2KgPerTj: 112_000,
    densityKgPerStackedM3: 400,
    referenceMoistureFraction: 0.15,
  },
  { ...wood, fuel: 'biomass-briquette', ncvGjPerT: 11.6, co2KgPerTj: 100_000 },
  { ...wood, fuel: 'charcoal', ncvGjPerT: 29.5, co2KgPerTj: 112_000, ch4KgPerTj: 200 },
]);

/** Throws for a fuel without a row on that day (`YYYY-MM-DD`). */
export const fuelFactorOn = (fuel: FuelId, date: string): FuelFactor =>
  rowOn(fuelFactors, date, (row) => row.fuel === fuel, fuel);
