import { describe, expect, it } from 'vitest';
import { convertReading } from '../../../lambdas/domain/convert-reading.ts';
import { captureOf, hourTotals, isValidHour, sumOverTime } from '../../../lambdas/domain/emission-totals.ts';
import { foldHour, foldLookBackMs } from '../../../lambdas/domain/fold-hour.ts';
import { addDays, hourMs, nairobiDate, nairobiDayStartMs } from '../../../lambdas/domain/nairobi.ts';
import { factoryRecords } from '../../../local/seed/factory-records.ts';
import { seededHours } from '../../../local/seed/seeded-hours.ts';
import { seededMinutes } from '../../../local/seed/seeded-minutes.ts';
import { type SeededChimney, seededReading } from '../../../local/seed/seeded-reading.ts';
import { dayNumber, shiftOf } from '../../../local/simulator/firing-shift.ts';
import { stackGasAt } from '../../../local/simulator/plant-model.ts';

const nowMs = Date.UTC(2026, 10, 24, 9, 17, 23);
const today = nairobiDate(nowMs);
const dayStart = (daysAgo: number): number => nairobiDayStartMs(addDays(today, -daysAgo));
const seeded = factoryRecords(nowMs);
const chimneys: SeededChimney[] = seeded.flatMap(({ designs, record }) =>
  designs.flatMap((design) => {
    const dated = record.configurations.find(({ chimneyId }) => chimneyId === design.chimneyId);
    return dated === undefined ? [] : [{ design, configuration: dated.configuration }];
  }),
);
const chimney = (chimneyId: string): SeededChimney => {
  const found = chimneys.find(({ design }) => design.chimneyId === chimneyId);
  if (found === undefined) throw new Error(`There is no chimney ${chimneyId} in the seed.`);
  return found;
};
const days = (chimneyId: string, fromDaysAgo: number, toDaysAgo: number) =>
  seededHours(chimney(chimneyId), { fromMs: dayStart(fromDaysAgo), toMs: dayStart(toDaysAgo), nowMs });

/** What the plant really gave off in a steady hour, worked out from its gas and not from any reading. */
const trueKg = ({ design }: SeededChimney, fromMs: number): number => {
  let kg = 0;
  for (let atMs = fromMs; atMs < fromMs + hourMs; atMs += 1_000) {
    const gas = stackGasAt(design.plant, atMs);
    const molPerM3 = gas.pressurePa / (8.31446261815324 * (gas.gasTemperatureC + 273.15));
    kg +=
      gas.co2WetFraction * design.profileFactor * gas.velocityMPerS * design.areaM2 * molPerM3 * 0.0440095;
  }
  return kg;
};
const steadyHour = ({ design }: SeededChimney): number => {
  const shift = shiftOf(design.plant, dayNumber(dayStart(3)));
  return Math.ceil((shift?.fromMs ?? 0) / hourMs) * hourMs + 4 * hourMs;
};

describe('a seeded reading', () => {
  it('converts back to the gas of the plant with every kind of probe', () => {
    for (const chimneyId of ['kapkoros-1', 'kagwe-1', 'chebut-4', 'mogogosiek-1', 'nyamache-1', 'kiru-2']) {
      const one = chimney(chimneyId);
      const atMs = steadyHour(one);
      const gas = stackGasAt(one.design.plant, atMs);
      const { channels, counts } = convertReading(seededReading(one, atMs, nowMs), one.configuration);
      const moisture = one.configuration.moistureFraction;
      expect(counts, chimneyId).toBe(true);
      expect((channels.co2DryFraction.value ?? 0) * (1 - moisture)).toBeCloseTo(gas.co2WetFraction, 3);
      expect((channels.velocityMPerS.value ?? 0) / gas.velocityMPerS).toBeCloseTo(1, 1);
      expect((channels.pressurePa.value ?? 0) / gas.pressurePa).toBeCloseTo(1, 3);
    }
  });
});

describe('a seeded hour', () => {
  it('agrees with the fold of its raw minutes and with the plant', () => {
    for (const chimneyId of ['kapkoros-1', 'kagwe-1', 'chebut-4', 'nyamache-1', 'maramba-1']) {
      const one = chimney(chimneyId);
      const startMs = steadyHour(one);
      const [slot] = seededHours(one, { fromMs: startMs, toMs: startMs + hourMs, nowMs });
      const period = { fromMs: startMs - foldLookBackMs, toMs: startMs + hourMs + 60_000, nowMs };
      const { record } = seeded.find((factory) => factory.designs.includes(one.design)) ?? { record: null };
      const fold = foldHour({
        chimneyId,
        readings: seededMinutes(one, period).flatMap((minute) => minute.readings),
        configurations: record?.configurations ?? [],
        assignments: record?.assignments ?? [],
        invalidations: [],
        declaredOff: [],
        nowMs,
        startMs,
      });
      const measuredKg = slot === undefined ? 0 : hourTotals(slot).measuredKg;
      expect(fold.operatingMinutes).toBe(60);
      expect(fold.validReadings).toBe(720);
      expect(fold.integratedKg / trueKg(one, startMs), chimneyId).toBeCloseTo(1, 2);
      expect(Math.abs(measuredKg / fold.integratedKg - 1), chimneyId).toBeLessThan(0.15);
    }
  });

  it('of a resting boiler operates for no minute and weighs nothing', () => {
    const one = chimney('kapkoros-1');
    const shift = shiftOf(one.design.plant, dayNumber(dayStart(3)));
    const beforeShift = Math.floor((shift?.fromMs ?? 0) / hourMs) * hourMs - hourMs;
    const [slot] = seededHours(one, { fromMs: beforeShift, toMs: beforeShift + hourMs, nowMs });
    expect(slot?.fold).toMatchObject({ operatingMinutes: 0, integratedKg: 0, possibleReadings: 0 });
    expect(slot?.fold.storedReadings).toBeGreaterThan(700);
  });

  it('never has more covered than operating time, nor more valid than possible readings', () => {
    for (const { fold } of days('kapkoros-2', 90, 0)) {
      expect(fold.coveredMs).toBeLessThanOrEqual(fold.operatingMinutes * 60_000);
      expect(fold.validReadings).toBeLessThanOrEqual(fold.possibleReadings);
      expect(fold.hasSeeded).toBe(true);
    }
  });
});

describe('the seeded history', () => {
  it('of a saturating sensor misses all its burning hours and substitutes none', () => {
    const slots = days('motigo-2', 28, 0);
    const totals = sumOverTime(slots.map(hourTotals));
    expect(totals.measuredKg).toBe(0);
    expect(totals.substitutedKg).toBe(0);
    expect(totals.missingOperatingS).toBeGreaterThan(28 * 10 * 3_600);
    expect(totals.missingOperatingS).toBe(totals.operatingS);
  });

  it('counts a silent factory as firing, so its capture falls below the coverage floor', () => {
    const totals = sumOverTime(days('githambo-1', 28, 0).map(hourTotals));
    expect(captureOf(totals.validReadings, totals.possibleReadings)).toBeLessThan(0.8);
    const silentHour = days('githambo-1', 15, 14)[3];
    expect(silentHour?.fold).toMatchObject({ operatingMinutes: 60, validReadings: 0, storedReadings: 0 });
  });

  it('substitutes short silences by their neighbours, marked and with a reference', () => {
    const substituted = chimneys
      .slice(0, 12)
      .flatMap(({ design }) => days(design.chimneyId, 60, 0))
      .filter((slot) => slot.substitution !== null);
    expect(substituted.length).toBeGreaterThan(10);
    for (const { substitution, fold } of substituted) {
      expect(isValidHour(fold)).toBe(false);
      expect(substitution?.rung).toBe(1);
      expect(substitution?.reference?.hours).toBeGreaterThanOrEqual(24);
    }
  });

  it('of an unplugged sensor ends five days ago', () => {
    const before = sumOverTime(days('itumbe-3', 10, 6).map(hourTotals));
    const since = sumOverTime(days('itumbe-3', 4, 0).map(hourTotals));
    expect(before.measuredKg).toBeGreaterThan(10_000);
    expect(since.measuredKg).toBe(0);
    expect(since.missingOperatingS).toBeGreaterThan(3 * 24 * 3_600);
  });
});
