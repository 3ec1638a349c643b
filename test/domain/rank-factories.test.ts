import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyTotals } from '../../lambdas/domain/emission-totals.ts';
import { addDays } from '../../lambdas/domain/nairobi.ts';
import { type RankableDay, rankFactories } from '../../lambdas/domain/rank-factories.ts';

const [fromDate, toDate] = ['2026-11-01', '2026-11-07'];
const dates = Array.from({ length: 7 }, (_, index) => addDays(fromDate, index));

/** A day of 1,000 kg tea at an intensity, with U relative (k = 2). */
const day = (
  date: string,
  intensity: number,
  relative = 0.1,
  changes: Partial<RankableDay> = {},
): RankableDay => ({
  date,
  totals: {
    ...emptyTotals,
    measuredKg: intensity * 1_000,
    validReadings: 900,
    possibleReadings: 1_000,
    capture: 0.9,
    expandedUncertaintyKg: intensity * 1_000 * relative,
  },
  complete: true,
  chimneysReporting: 2,
  chimneysInUse: 2,
  madeTeaKg: 1_000,
  ...changes,
});
const week = (intensity: number, relative = 0.1, changes: Partial<RankableDay> = {}) =>
  dates.map((date) => day(date, intensity, relative, changes));
const rank = (factories: Record<string, RankableDay[]>) =>
  rankFactories({
    fromDate,
    toDate,
    factories: Object.entries(factories).map(([name, days]) => ({ identity: { name }, days })),
  });
const places = (factories: Record<string, RankableDay[]>) =>
  rank(factories).ranked.map(({ name, rank: place, tied }) => `${place}${tied ? '=' : ''} ${name}`);

describe('ranks', () => {
  it('follow intensity where the bounds do not meet', () => {
    expect(places({ Gacharage: week(3), Chebut: week(1), Kapkoros: week(2) })).toEqual([
      '1 Chebut',
      '2 Kapkoros',
      '3 Gacharage',
    ]);
  });

  it('are shared where bounds meet, listed by intensity and then name', () => {
    expect(places({ Momul: week(2.1), Litein: week(2), Tegat: week(2), Chebut: week(1) })).toEqual([
      '1 Chebut',
      '2= Litein',
      '2= Tegat',
      '2= Momul',
    ]);
  });

  it('are shared where one bound lies exactly on the other, by name whatever the order of the list', () => {
    expect(places({ Tegat: week(0), Litein: week(0) })).toEqual(['1= Litein', '1= Tegat']);
  });

  it('count only those clearly better: a wide factory ties with both a good and a bad one', () => {
    expect(places({ Good: week(1, 0.01), Wide: week(1.5, 0.5), Bad: week(2, 0.01) })).toEqual([
      '1= Good',
      '1= Wide',
      '2 Bad',
    ]);
  });

  it('never put a clearly better factory below a worse one, nor skip the first place', () => {
    const factory = fc.tuple(
      fc.double({ min: 0.5, max: 4, noNaN: true }),
      fc.double({ min: 0.01, max: 0.6, noNaN: true }),
    );
    fc.assert(
      fc.property(fc.array(factory, { minLength: 1, maxLength: 8 }), (rows) => {
        const { ranked } = rank(Object.fromEntries(rows.map(([i, u], index) => [`F${index}`, week(i, u)])));
        expect(ranked[0]?.rank).toBe(1);
        for (const row of ranked) {
          const better = ranked.filter(
            (other) =>
              other.intensityKgPerKg + other.expandedUncertaintyKgPerKg <
              row.intensityKgPerKg - row.expandedUncertaintyKgPerKg,
          );
          expect(row.rank).toBe(better.length + 1);
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe('the intensity of a period', () => {
  it('is a ratio of sums over days that have both, substituted kg included', () => {
    const days = [day(dates[0] ?? '', 1), day(dates[1] ?? '', 3, 0.1, { madeTeaKg: 3_000 })];
    const [second] = days.slice(1);
    const withSubstitute =
      second === undefined ? [] : [{ ...second, totals: { ...second.totals, substitutedKg: 1_000 } }];
    const [row] = rank({ Kapkoros: [...days.slice(0, 1), ...withSubstitute] }).ranked;
    expect(row).toMatchObject({ emissionsKg: 5_000, madeTeaKg: 4_000, daysCounted: 2 });
    expect(row?.intensityKgPerKg).toBeCloseTo(1.25, 12);
  });

  it('carries the uncertainty of the kg and of the tea', () => {
    const [row] = rank({ Kapkoros: week(2, 0.2) }).ranked;
    expect(row?.expandedUncertaintyKgPerKg).toBeCloseTo(2 * Math.hypot(0.2, 0.01), 12);
  });

  it('leaves out a day with an operating hour that has no kg, however many chimneys reported', () => {
    const unplugged = { ...day('', 1).totals, missingOperatingS: 3_600 };
    const days = week(2).map((one, index) => (index < 2 ? { ...one, totals: unplugged } : one));
    const [row] = rank({ Kapkoros: days }).ranked;
    expect(row).toMatchObject({ intensityKgPerKg: 2, daysCounted: 5 });
    expect(row?.dailyIntensityKgPerKg.slice(0, 3)).toEqual([null, null, 2]);
  });

  it('leaves out days that are not over, lack tea or a chimney, and shows them as null in the sparkline', () => {
    const days = week(2).map((one, index) => {
      if (index === 0) return { ...one, complete: false };
      if (index === 1) return { ...one, madeTeaKg: null };
      return index === 2 ? { ...one, chimneysReporting: 1 } : one;
    });
    const [row] = rank({ Kapkoros: days.slice(0, 6) }).ranked;
    expect(row?.daysCounted).toBe(3);
    expect(row?.dailyIntensityKgPerKg).toEqual([null, null, null, 2, 2, 2, null]);
  });

  it('takes a day without tea made for what it is: kg without production', () => {
    const days = [day(dates[0] ?? '', 2), day(dates[1] ?? '', 1, 0.1, { madeTeaKg: 0 })];
    const [row] = rank({ Kapkoros: days }).ranked;
    expect(row).toMatchObject({ intensityKgPerKg: 3, daysCounted: 2 });
    expect(row?.dailyIntensityKgPerKg.slice(0, 2)).toEqual([2, null]);
  });

  it('ignores days outside the period', () => {
    expect(
      rank({ Kapkoros: [...week(2), day('2026-11-08', 50), day('2026-10-01', 50)] }).ranked[0]
        ?.intensityKgPerKg,
    ).toBe(2);
  });
});

describe('a factory is not ranked', () => {
  const captured = (valid: number) =>
    week(2).map((one) => ({
      ...one,
      totals: { ...one.totals, validReadings: valid, possibleReadings: 1_000 },
    }));
  const reason = (days: RankableDay[]) => rank({ Kapkoros: days }).unranked[0]?.reason;

  it.each([
    ['coverage 71 %', captured(719)],
    ['coverage 79 %', captured(799)],
    ['1 of 2 chimneys', week(2, 0.1, { chimneysReporting: 1 })],
    ['no tea entered', week(2, 0.1, { madeTeaKg: null })],
    ['no tea made', week(2, 0.1, { madeTeaKg: 0 })],
    ['no complete day', week(2, 0.1, { complete: false })],
    ['no complete day', []],
    ['nothing operated', week(0, 0, { totals: emptyTotals })],
    ['hours missing', week(2, 0.1, { totals: { ...day('', 2).totals, missingOperatingS: 60 } })],
    [
      'coverage 71 %',
      captured(719).map((one) => ({ ...one, totals: { ...one.totals, missingOperatingS: 60 } })),
    ],
    ['uncertainty unknown', week(2, 0.1, { totals: { ...day('', 2).totals, expandedUncertaintyKg: null } })],
  ])('with %s', (expected, days) => {
    expect(reason(days)).toBe(expected);
  });

  it('but at exactly 80 % it is', () => {
    expect(rank({ Kapkoros: captured(800) }).ranked).toHaveLength(1);
    expect(rank({ Kapkoros: captured(799) }).unranked[0]?.coverage).toBeCloseTo(0.799, 12);
  });

  it('and stands by name below the others', () => {
    const { unranked } = rank({ Tegat: [], Chebut: [], Momul: [] });
    expect(unranked.map(({ name }) => name)).toEqual(['Chebut', 'Momul', 'Tegat']);
  });
});

describe('the trend', () => {
  const earlier = (intensity: number) => dates.map((date) => day(addDays(date, -7), intensity));
  const change = (previous: RankableDay[], current = week(2)) =>
    rank({ Kapkoros: [...previous, ...current] }).ranked[0]?.change;

  it('looks back as many days as the period has, and no further', () => {
    expect(change([day(addDays(fromDate, -7), 1)])?.direction).toBe('worsened');
    expect(change([day(addDays(fromDate, -8), 1)])).toBeNull();
  });

  it('speaks only beyond the uncertainty of both periods', () => {
    expect(change(earlier(1))).toMatchObject({ direction: 'worsened', relative: 1 });
    expect(change(earlier(4))).toMatchObject({ direction: 'improved', relative: -0.5 });
    expect(change(earlier(2.1))).toMatchObject({ direction: 'unclear' });
    expect(change(earlier(2.31))).toMatchObject({ direction: 'improved' });
    expect(change(earlier(2.3))).toMatchObject({ direction: 'unclear' });
  });

  it('is null without a comparable period before', () => {
    expect(change([])).toBeNull();
    expect(change(earlier(1).map((one) => ({ ...one, madeTeaKg: null })))).toBeNull();
    expect(change(earlier(0))).toBeNull();
    expect(change(dates.map((date) => day(addDays(date, -14), 1)))).toBeNull();
  });
});
