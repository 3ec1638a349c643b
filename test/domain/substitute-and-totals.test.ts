import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  captureOf,
  emptyTotals,
  hourTotals,
  isValidHour,
  substitutionRungOf,
  sumOverSources,
  sumOverTime,
} from '../../lambdas/domain/emission-totals.ts';
import type { HourFold, HourSlot } from '../../lambdas/domain/hour-fold.ts';
import { p95RateKgPerS } from '../../lambdas/domain/p95-rate.ts';
import { substituteHours } from '../../lambdas/domain/substitute-hours.ts';
import { hourMs, hourStartMs } from './scene.ts';

const hour = (index: number, changes: Partial<HourFold> = {}, slot: Partial<HourSlot> = {}): HourSlot => ({
  fold: {
    startMs: hourStartMs + index * hourMs,
    integratedKg: 36,
    coveredMs: hourMs,
    operatingMinutes: 60,
    validReadings: 720,
    possibleReadings: 720,
    storedReadings: 720,
    concentrationGPerNm3: 150,
    flowNm3PerH: 240,
    expandedUncertaintyRelative: 0.2,
    hasSeeded: false,
    hasUploaded: false,
    ...changes,
  },
  provisional: false,
  substitution: null,
  ...slot,
});
const badly = {
  validReadings: 575,
  coveredMs: 2_875_000,
  integratedKg: 28,
  concentrationGPerNm3: 999,
  flowNm3PerH: 999,
};
const silent = {
  validReadings: 0,
  coveredMs: 0,
  integratedKg: 0,
  concentrationGPerNm3: null,
  flowNm3PerH: null,
};
const off = { operatingMinutes: 0, possibleReadings: 0, ...silent };
/** `count` valid hours up to the one before index 0, alternating 140 and 160 g/Nm³. */
const past = (count: number): HourSlot[] =>
  Array.from({ length: count }, (_, index) =>
    hour(index - count, { concentrationGPerNm3: index % 2 === 0 ? 140 : 160 }),
  );
const rungs = (hours: readonly HourSlot[], recompute = false) =>
  substituteHours({ hours, recompute }).map(substitutionRungOf);

describe('an hour', () => {
  it('is valid from exactly 80 % of its possible readings on', () => {
    expect(isValidHour(hour(0, { validReadings: 576 }).fold)).toBe(true);
    expect(isValidHour(hour(0, { validReadings: 575 }).fold)).toBe(false);
    expect(isValidHour(hour(0, { validReadings: 4, possibleReadings: 5 }).fold)).toBe(true);
    expect(isValidHour(hour(0, off).fold)).toBe(true);
    expect(isValidHour(hour(0, { coveredMs: 0 }).fold)).toBe(false);
  });

  it('that is valid scales its kg to its operating time', () => {
    const totals = hourTotals(hour(0, { coveredMs: 3_000_000, integratedKg: 30, validReadings: 600 }));
    expect(totals).toMatchObject({
      integratedKg: 30,
      measuredKg: 36,
      operatingS: 3_600,
      measuredOperatingS: 3_600,
      coveredS: 3_000,
    });
    expect(totals.capture).toBeCloseTo(600 / 720, 12);
    expect(totals.expandedUncertaintyKg).toBeCloseTo(7.2, 12);
    expect(totals.missingOperatingS + totals.substitutedOperatingS).toBe(0);
  });

  it('below 80 % is missing whole, its integrated kg kept beside', () => {
    expect(hourTotals(hour(0, badly))).toMatchObject({
      integratedKg: 28,
      measuredKg: 0,
      substitutedKg: 0,
      missingOperatingS: 3_600,
      measuredOperatingS: 0,
      expandedUncertaintyKg: 0,
    });
  });

  it('that was off is 0 kg for certain, with no capture to speak of', () => {
    expect(hourTotals(hour(0, off))).toEqual(emptyTotals);
  });

  it('replaced by its neighbours carries 50 %, by fuel an unknown uncertainty', () => {
    const substitution = { hourStartMs, rung: 1 as const, substitutedKg: 40, reference: null };
    expect(hourTotals(hour(0, badly, { substitution }))).toMatchObject({
      measuredKg: 0,
      substitutedKg: 40,
      substitutedOperatingS: 3_600,
      missingOperatingS: 0,
      expandedUncertaintyKg: 20,
    });
    const byFuel = { ...substitution, rung: 2 as const };
    expect(hourTotals(hour(0, badly, { substitution: byFuel })).expandedUncertaintyKg).toBeNull();
  });

  it('captures at most everything', () => {
    expect([captureOf(730, 720), captureOf(0, 720), captureOf(0, 0)]).toEqual([1, 0, null]);
  });
});

describe('sums', () => {
  const totals = [
    hour(0),
    hour(1, badly),
    hour(2, off),
    hour(3, { integratedKg: 12, validReadings: 700 }),
  ].map(hourTotals);

  it('over time add uncertainties, over sources their squares', () => {
    expect(sumOverTime(totals).expandedUncertaintyKg).toBeCloseTo(7.2 + 2.4, 12);
    expect(sumOverSources(totals).expandedUncertaintyKg).toBeCloseTo(Math.hypot(7.2, 2.4), 12);
  });

  it('add every other figure and take capture of the sums', () => {
    const sum = sumOverTime(totals);
    expect(sum).toMatchObject({
      integratedKg: 76,
      measuredKg: 48,
      operatingS: 10_800,
      validReadings: 1_995,
      possibleReadings: 2_160,
      missingOperatingS: 3_600,
      measuredOperatingS: 7_200,
    });
    expect(sum.capture).toBeCloseTo(1_995 / 2_160, 12);
  });

  it('of nothing are nothing, and an unknown uncertainty stays unknown', () => {
    expect(sumOverTime([])).toEqual(emptyTotals);
    expect(
      sumOverSources([{ ...emptyTotals, expandedUncertaintyKg: null }, emptyTotals]).expandedUncertaintyKg,
    ).toBeNull();
  });

  it('are the same however they are grouped', () => {
    const kg = fc.double({ min: 0, max: 1_000, noNaN: true });
    fc.assert(
      fc.property(fc.array(kg, { minLength: 2, maxLength: 24 }), fc.nat(), (amounts, cut) => {
        const all = amounts.map((measuredKg) => ({
          ...emptyTotals,
          measuredKg,
          expandedUncertaintyKg: measuredKg / 5,
        }));
        const at = cut % all.length;
        const split = sumOverTime([sumOverTime(all.slice(0, at)), sumOverTime(all.slice(at))]);
        expect(split.measuredKg).toBeCloseTo(sumOverTime(all).measuredKg, 6);
        expect(split.expandedUncertaintyKg).toBeCloseTo(sumOverTime(all).expandedUncertaintyKg ?? -1, 6);
      }),
    );
  });
});

describe('substitution by neighbours', () => {
  it('is C*·Q̄_N·operating time, frozen with its reference', () => {
    const before = [...past(23), hour(0, { flowNm3PerH: 200 })];
    const gap = hour(1, { ...badly, operatingMinutes: 30, possibleReadings: 360, validReadings: 100 });
    const [slot] = substituteHours({ hours: [...before, gap, hour(2, { flowNm3PerH: 300 })] }).slice(24);
    const values = before.map(({ fold }) => fold.concentrationGPerNm3 ?? 0);
    const mean = values.reduce((sum, value) => sum + value, 0) / 24;
    const sigma = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 23);
    expect(slot?.substitution).toMatchObject({
      hourStartMs: hourStartMs + hourMs,
      rung: 1,
      reference: { hours: 24 },
    });
    expect(slot?.substitution?.reference?.meanGPerNm3).toBeCloseTo(mean, 9);
    expect(slot?.substitution?.reference?.sigmaGPerNm3).toBeCloseTo(sigma, 9);
    expect(slot?.substitution?.substitutedKg).toBeCloseTo(((mean + 2 * sigma) * 250 * 0.5) / 1_000, 9);
  });

  it('needs 24 valid firing hours before the gap and uses the latest 720', () => {
    expect(rungs([...past(24), hour(0, badly), hour(1)]).at(24)).toBe(1);
    expect(rungs([...past(23), hour(0, badly), hour(1)]).at(23)).toBe(3);
    const long = substituteHours({ hours: [...past(800), hour(0, badly), hour(1)] })[800];
    expect(long?.substitution?.reference?.hours).toBe(720);
  });

  it('does not count hours that were off, invalid or substituted as reference', () => {
    const spoilt = past(24).map((slot, index) => (index === 3 ? hour(-21, off) : slot));
    expect(rungs([...spoilt, hour(0, badly), hour(1)]).at(24)).toBe(3);
  });

  it('takes runs up to 24 operating hours and no longer', () => {
    const run = (count: number) => [
      ...past(30),
      ...Array.from({ length: count }, (_, index) => hour(index, silent)),
      hour(count),
    ];
    expect(rungs(run(24)).slice(30, 54)).toEqual(Array.from({ length: 24 }, () => 1));
    expect(rungs(run(25)).slice(30, 55)).toEqual(Array.from({ length: 25 }, () => 3));
  });

  it('reaches over hours that were off, which do not lengthen the run', () => {
    expect(rungs([...past(24), hour(0, off), hour(1, badly), hour(2, off), hour(3)]).slice(24)).toEqual([
      0, 1, 0, 0,
    ]);
  });

  it('waits while the run is open, a neighbour is provisional or an hour was never folded', () => {
    expect(rungs([...past(24), hour(0, badly)]).at(24)).toBe(3);
    expect(rungs([...past(24), hour(0, badly), hour(1, {}, { provisional: true })]).at(24)).toBe(3);
    expect(rungs([...past(24), hour(0, badly, { provisional: true }), hour(1)]).at(24)).toBe(3);
    expect(rungs([...past(24), hour(0, badly), hour(2), hour(3)]).at(24)).toBe(3);
  });

  it('keeps a frozen reference, whatever lies before by now, until it is worked out again', () => {
    const reference = { hours: 24, meanGPerNm3: 1, sigmaGPerNm3: 1 };
    const frozen = { hourStartMs, rung: 1 as const, substitutedKg: 0.72, reference };
    const hours = [...past(24), hour(0, badly, { substitution: frozen }), hour(1)];
    expect(substituteHours({ hours })[24]?.substitution).toEqual(frozen);
    expect(substituteHours({ hours, recompute: true })[24]?.substitution?.substitutedKg).toBeGreaterThan(30);
  });

  it('with a frozen reference follows operating time and neighbours, as late readings change them', () => {
    const [gap] = substituteHours({ hours: [...past(24), hour(0, badly), hour(1)] }).slice(24);
    const substitution = gap?.substitution ?? null;
    const shorter = { ...badly, operatingMinutes: 15, possibleReadings: 180, validReadings: 100 };
    const later = [...past(24), hour(0, shorter, { substitution }), hour(1, { flowNm3PerH: 480 })];
    const [after] = substituteHours({ hours: later }).slice(24);
    expect(after?.substitution?.reference).toEqual(substitution?.reference);
    expect(after?.substitution?.substitutedKg).toBeCloseTo(
      ((substitution?.substitutedKg ?? 0) * (15 / 60) * (240 + 480)) / 480,
      9,
    );
  });

  it('keeps a frozen substitute whose neighbours are out of sight', () => {
    const reference = { hours: 24, meanGPerNm3: 1, sigmaGPerNm3: 1 };
    const frozen = { hourStartMs, rung: 1 as const, substitutedKg: 5, reference };
    const [lone] = substituteHours({ hours: [hour(0, badly, { substitution: frozen }), hour(1)] });
    expect(lone?.substitution).toEqual(frozen);
  });

  it('by fuel stays by fuel, though neighbours could help by now', () => {
    const byFuel = { hourStartMs, rung: 2 as const, substitutedKg: 5, reference: null };
    const hours = [...past(24), hour(0, badly, { substitution: byFuel }), hour(1)];
    expect(substituteHours({ hours })[24]?.substitution).toEqual(byFuel);
  });

  it('goes when late readings made the hour valid', () => {
    const frozen = { hourStartMs, rung: 1 as const, substitutedKg: 1, reference: null };
    expect(
      substituteHours({ hours: [...past(24), hour(0, {}, { substitution: frozen }), hour(1)] })[24]
        ?.substitution,
    ).toBeNull();
  });

  it('gives way to fuel only where it cannot be, and to missing where fuel cannot either', () => {
    const lone = [hour(0, badly), hour(1, badly)];
    const fuelBased = (startMs: number) => (startMs === hourStartMs ? 33 : null);
    const [first, second] = substituteHours({ hours: lone, fuelBased });
    expect(first?.substitution).toEqual({ hourStartMs, rung: 2, substitutedKg: 33, reference: null });
    expect(second?.substitution).toBeNull();
    expect(
      substituteHours({ hours: [...past(24), hour(0, badly), hour(1)], fuelBased })[24]?.substitution?.rung,
    ).toBe(1);
  });

  it('leaves its input as it was', () => {
    const hours = [...past(24), hour(0, badly), hour(1)];
    const before = structuredClone(hours);
    substituteHours({ hours });
    expect(hours).toEqual(before);
  });
});

describe('the 95th percentile of the hourly rate', () => {
  it('is the nearest rank over valid firing hours, and null with less than a day of them', () => {
    const folds = Array.from(
      { length: 40 },
      (_, index) => hour(index, { integratedKg: 3.6 * (index + 1) }).fold,
    );
    expect(p95RateKgPerS(folds.toReversed())).toBeCloseTo(0.038, 12);
    expect(p95RateKgPerS(folds.slice(0, 23))).toBeNull();
    expect(p95RateKgPerS([...folds.slice(0, 23), hour(50, off).fold, hour(51, badly).fold])).toBeNull();
    expect(p95RateKgPerS(folds.slice(0, 24))).not.toBeNull();
  });
});
