import fc from 'fast-check';
import type { ChimneyDay, FactoryDay } from '../../lambdas/adapters/ports/day-store.ts';
import { emptyTotals } from '../../lambdas/domain/emission-totals.ts';
import type { HourFold, HourSlot, Substitution } from '../../lambdas/domain/hour-fold.ts';
import { hourMs, nairobiDayStartMs } from '../../lambdas/domain/nairobi.ts';

/** A whole firing hour at 5 s: 36 kg over 10,800 Nm³/h. */
export const hourFold = (startMs: number, changes: Partial<HourFold> = {}): HourFold => ({
  startMs,
  integratedKg: 36,
  coveredMs: hourMs,
  operatingMinutes: 60,
  validReadings: 720,
  possibleReadings: 720,
  storedReadings: 720,
  concentrationGPerNm3: 150,
  flowNm3PerH: 240,
  expandedUncertaintyRelative: Math.fround(0.23),
  hasSeeded: false,
  hasUploaded: false,
  ...changes,
});

export const hourSlot = (startMs: number, changes: Partial<HourFold> = {}): HourSlot => ({
  fold: hourFold(startMs, changes),
  provisional: false,
  substitution: null,
});

/** A chimney-day whose hours are given by index; the others were never folded. */
export const chimneyDay = (
  chimneyId: string,
  date: string,
  hours: Readonly<Record<number, Partial<HourFold>>> = {},
): ChimneyDay => {
  const startMs = nairobiDayStartMs(date);
  return {
    chimneyId,
    factoryId: chimneyId.replace(/-\d+$/, ''),
    date,
    version: 0,
    codeRevision: 1,
    configurationRevision: 1,
    hours: Array.from({ length: 24 }, (_, index) => {
      const changes = hours[index];
      return changes === undefined ? null : hourSlot(startMs + index * hourMs, changes);
    }),
  };
};

export const factoryDay = (
  factoryId: string,
  date: string,
  changes: Partial<FactoryDay> = {},
): FactoryDay => ({
  factoryId,
  date,
  version: 0,
  totals: {
    ...emptyTotals,
    measuredKg: 1_234.567,
    validReadings: 17_280,
    possibleReadings: 17_280,
    capture: 1,
  },
  origin: 'measured',
  complete: true,
  chimneysReporting: 2,
  chimneysInUse: 2,
  madeTeaKg: 12_345.6,
  ...changes,
});

const double = fc.double({ noNaN: true, noDefaultInfinity: true });
const amount = fc.double({ min: 0, max: 1e7, noNaN: true });

const anyFold = (startMs: number) =>
  fc.record({
    startMs: fc.constant(startMs),
    integratedKg: double,
    coveredMs: fc.integer({ min: 0, max: hourMs }),
    operatingMinutes: fc.integer({ min: 0, max: 60 }),
    validReadings: fc.integer({ min: 0, max: 1_440 }),
    possibleReadings: fc.integer({ min: 0, max: 3_600 }),
    storedReadings: fc.integer({ min: 0, max: 2_880 }),
    concentrationGPerNm3: fc.option(double, { nil: null }),
    flowNm3PerH: fc.option(double, { nil: null }),
    expandedUncertaintyRelative: fc.option(fc.float({ min: 0, max: 2, noNaN: true }), { nil: null }),
    hasSeeded: fc.boolean(),
    hasUploaded: fc.boolean(),
  });

const anySubstitution = (hourStartMs: number): fc.Arbitrary<Substitution> =>
  fc.oneof(
    fc.record({
      hourStartMs: fc.constant(hourStartMs),
      rung: fc.constant(1 as const),
      substitutedKg: amount,
      reference: fc.record({
        hours: fc.integer({ min: 24, max: 720 }),
        meanGPerNm3: amount,
        sigmaGPerNm3: amount,
      }),
    }),
    fc.record({
      hourStartMs: fc.constant(hourStartMs),
      rung: fc.constant(2 as const),
      substitutedKg: amount,
      reference: fc.constant(null),
    }),
  );

/** Any slot a day can hold at this hour, null included. */
export const anySlot = (startMs: number): fc.Arbitrary<HourSlot | null> =>
  fc.option(
    fc.record({
      fold: anyFold(startMs),
      provisional: fc.boolean(),
      substitution: fc.option(anySubstitution(startMs), { nil: null }),
    }),
    { nil: null },
  );

/** Any 24 slots of a day. */
export const anyHours = (dayStartMs: number): fc.Arbitrary<(HourSlot | null)[]> =>
  fc.tuple(...Array.from({ length: 24 }, (_, index) => anySlot(dayStartMs + index * hourMs)));
