import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hourTotals, sumOverTime } from '../../lambdas/domain/emission-totals.ts';
import { trapezoidPart } from '../../lambdas/domain/fold/trapezoid.ts';
import { foldHour, foldLookAheadMs, foldLookBackMs } from '../../lambdas/domain/fold-hour.ts';
import { foldMinutes } from '../../lambdas/domain/fold-minutes.ts';
import type { HourFold } from '../../lambdas/domain/hour-fold.ts';
import type { Reading } from '../../lambdas/domain/reading.ts';
import { shuffledWithDuplicates, someReadings } from './arbitrary-readings.ts';
import {
  assigned,
  broken,
  cold,
  every,
  firing,
  foldInput,
  hourMs,
  minuteMs,
  hourStartMs as start,
} from './scene.ts';

const swap = start + 25 * minuteMs;
const assignments = [assigned({ toMs: swap }), assigned({ deviceId: 'ct-kapkoros-1b', fromMs: swap })];
const input = (readings: readonly Reading[]) => foldInput(readings, { assignments });
const fold = (readings: readonly Reading[], startMs = start): HourFold =>
  foldHour({ ...input(readings), startMs });
const hours = [-2, -1, 0, 1].map((index) => start + index * hourMs);
const day = (readings: readonly Reading[]) =>
  sumOverTime(
    hours.map((startMs) =>
      hourTotals({ fold: fold(readings, startMs), provisional: false, substitution: null }),
    ),
  );
const captureOf = ({ validReadings, possibleReadings }: HourFold): number => validReadings / possibleReadings;
const close = (got: number, expected: number) =>
  expect(Math.abs(got - expected)).toBeLessThanOrEqual(1e-9 * Math.max(Math.abs(expected), 1e-9));

describe('the fold of any readings', () => {
  it('is the same for every order and any duplication, for hours and for their sum', () => {
    const both = someReadings.chain((readings) =>
      fc.tuple(fc.constant(readings), shuffledWithDuplicates(readings)),
    );
    fc.assert(
      fc.property(both, ([readings, shuffled]) => {
        expect(fold(shuffled)).toEqual(fold(readings));
        expect(day(shuffled)).toEqual(day(readings));
      }),
    );
  });

  it('is the same for every partition into batches, whichever arrives first', () => {
    fc.assert(
      fc.property(
        someReadings,
        fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 150, maxLength: 150 }),
        (readings, batchOf) => {
          const batches = Map.groupBy(readings, (reading) => batchOf[reading.seq] ?? 0);
          expect(fold([...batches.values()].toReversed().flat())).toEqual(fold(readings));
        },
      ),
    );
  });

  it('never alters its readings', () => {
    fc.assert(
      fc.property(someReadings, (readings) => {
        const before = structuredClone(readings);
        fold(readings);
        expect(readings).toEqual(before);
      }),
    );
  });

  it('depends on nothing beyond look-back and look-ahead', () => {
    fc.assert(
      fc.property(someReadings, (readings) => {
        const needed = readings.filter(
          ({ takenAtMs }) =>
            takenAtMs >= start - foldLookBackMs && takenAtMs < start + hourMs + foldLookAheadMs,
        );
        expect(fold(needed)).toEqual(fold(readings));
      }),
    );
  });

  it('is the exact sum of its minutes, however the hour is cut at minutes', () => {
    fc.assert(
      fc.property(someReadings, fc.uniqueArray(fc.integer({ min: 1, max: 59 })), (readings, cuts) => {
        const edges = [0, ...cuts.sort((a, b) => a - b), 60].map((minute) => start + minute * minuteMs);
        const minutes = edges
          .slice(1)
          .flatMap((toMs, index) => foldMinutes({ ...input(readings), fromMs: edges[index] ?? toMs, toMs }));
        const hour = fold(readings);
        close(
          minutes.reduce((sum, minute) => sum + minute.integratedKg, 0),
          hour.integratedKg,
        );
        expect(minutes.reduce((sum, minute) => sum + Math.round(minute.coveredS * 1_000), 0)).toBe(
          hour.coveredMs,
        );
      }),
    );
  });

  it('covers no more than its operating time and counts no more than is stored', () => {
    fc.assert(
      fc.property(someReadings, (readings) => {
        const hour = fold(readings);
        expect(hour.coveredMs).toBeLessThanOrEqual(hour.operatingMinutes * minuteMs);
        expect(hour.validReadings).toBeLessThanOrEqual(hour.storedReadings);
        expect(hour.integratedKg).toBeGreaterThanOrEqual(0);
        expect(Number.isInteger(hour.coveredMs)).toBe(true);
      }),
    );
  });
});

describe('a step cut at any instants', () => {
  it('adds up to the whole', () => {
    const rate = fc.double({ min: 0, max: 5, noNaN: true });
    fc.assert(
      fc.property(
        rate,
        rate,
        fc.integer({ min: 1, max: 900_000 }),
        fc.array(fc.double({ min: 0, max: 1, noNaN: true })),
        (r0, r1, stepMs, cuts) => {
          const [a, b] = [
            { atMs: start, rate: r0 },
            { atMs: start + stepMs, rate: r1 },
          ];
          const edges = [0, ...cuts.sort((x, y) => x - y), 1].map((part) => start + part * stepMs);
          const sum = edges
            .slice(1)
            .reduce((total, toMs, index) => total + trapezoidPart(a, b, edges[index] ?? toMs, toMs), 0);
          close(sum, trapezoidPart(a, b, a.atMs, b.atMs));
        },
      ),
    );
  });

  it('has nothing outside itself', () => {
    const [a, b] = [
      { atMs: 1_000, rate: 1 },
      { atMs: 2_000, rate: 3 },
    ];
    expect(trapezoidPart(a, b, 0, 1_000)).toBe(0);
    expect(trapezoidPart(a, b, 2_000, 9_000)).toBe(0);
    expect(trapezoidPart(a, b, 1_500, 9_000)).toBeCloseTo(1.25, 12);
  });
});

const instants = fc.array(fc.integer({ min: start, max: start + hourMs - 1 }), { maxLength: 60 });

describe('capture', () => {
  it('is never raised by adding invalid readings', () => {
    const plain = someReadings.map((readings) =>
      readings.map((reading) => ({ ...reading, samplePeriodS: 5 })),
    );
    fc.assert(
      fc.property(plain, instants, (readings, times) => {
        const added = times.map((ms, index) => broken(ms, { epoch: 2, seq: index }));
        expect(captureOf(fold([...readings, ...added])) || 0).toBeLessThanOrEqual(
          captureOf(fold(readings)) || 0,
        );
      }),
    );
  });

  it('is never raised by silence after fire, whatever fell silent', () => {
    const fire = every(start - 2 * minuteMs, start, firing);
    fc.assert(
      fc.property(fc.shuffledSubarray(every(start, start + hourMs, firing)), (kept) => {
        const hour = foldHour({ ...foldInput([...fire, ...kept]), startMs: start });
        expect(captureOf(hour)).toBe(kept.length / 720);
      }),
      { numRuns: 30 },
    );
  });

  it('is 0, and not unknown, when a chimney has been silent for more than 2 h, whatever it did before', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(cold, firing, broken),
        fc.integer({ min: 1, max: 48 * 60 }),
        (make, minutes) => {
          const last = start - 2 * hourMs - minutes * minuteMs;
          expect(fold(every(last - minuteMs, last, make))).toMatchObject({
            validReadings: 0,
            possibleReadings: 720,
          });
        },
      ),
    );
  });
});
