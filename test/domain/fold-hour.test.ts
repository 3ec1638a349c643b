import { describe, expect, it } from 'vitest';
import { convertReading } from '../../lambdas/domain/convert-reading.ts';
import { type FoldInput, foldHour } from '../../lambdas/domain/fold-hour.ts';
import type { Reading } from '../../lambdas/domain/reading.ts';
import { configuration } from '../fakes/plant.ts';
import {
  assigned,
  broken,
  configured,
  dated,
  every,
  firing,
  foldInput,
  hourMs,
  minuteMs,
  hourStartMs as start,
} from './scene.ts';

const fold = (readings: readonly Reading[], changes: Partial<FoldInput> = {}, startMs = start) =>
  foldHour({ ...foldInput(readings, changes), startMs });
const rateOf = (reading: Reading, plant = configuration): number =>
  convertReading(reading, plant).rateKgPerS ?? Number.NaN;
const wholeHour = every(start - minuteMs, start + hourMs + minuteMs, firing);

describe('a whole hour of firing', () => {
  const hour = fold(wholeHour);

  it('has 720 of 720 readings over 3,600 s in 60 minutes', () => {
    expect(hour).toMatchObject({
      validReadings: 720,
      possibleReadings: 720,
      storedReadings: 720,
      coveredMs: hourMs,
      operatingMinutes: 60,
    });
  });

  it('weighs the sum of its trapezoids', () => {
    const rates = every(start, start + hourMs + 1, firing).map((reading) => rateOf(reading));
    const kg = rates.slice(1).reduce((sum, rate, index) => sum + ((rate + (rates[index] ?? 0)) / 2) * 5, 0);
    expect(hour.integratedKg).toBeCloseTo(kg, 9);
  });

  it('has a concentration and flow whose product is its kg', () => {
    const kg = ((hour.concentrationGPerNm3 ?? 0) * (hour.flowNm3PerH ?? 0)) / 1_000;
    expect(kg / hour.integratedKg).toBeCloseTo(1, 3);
  });

  it('has the rate-weighted uncertainty of its readings', () => {
    const converted = every(start, start + hourMs, firing).map((reading) =>
      convertReading(reading, configuration),
    );
    const weight = converted.reduce((sum, { rateKgPerS }) => sum + (rateKgPerS ?? 0), 0);
    const weighted = converted.reduce(
      (sum, c) => sum + (c.rateKgPerS ?? 0) * (c.expandedUncertaintyRelative ?? 0),
      0,
    );
    expect(hour.expandedUncertaintyRelative).toBeCloseTo(weighted / weight, 12);
  });
});

describe('the concentration of an hour', () => {
  it('is weighted by flow, not a plain mean', () => {
    const slow = firing(start, { co2Ppm: 50_000, velocityMmPerS: 1_000 });
    const fast = firing(start + 5_000, { co2Ppm: 100_000, velocityMmPerS: 9_000 });
    const [a, b] = [slow, fast].map((reading) => convertReading(reading, configuration));
    const [qa, qb] = [a?.flowNm3PerS ?? 0, b?.flowNm3PerS ?? 0];
    const expected = ((a?.concentrationGPerNm3 ?? 0) * qa + (b?.concentrationGPerNm3 ?? 0) * qb) / (qa + qb);
    expect(fold([slow, fast]).concentrationGPerNm3).toBeCloseTo(expected, 9);
  });

  it('and its flow are null without readings, and the flow of a lone reading is its own', () => {
    expect(fold([])).toMatchObject({
      concentrationGPerNm3: null,
      flowNm3PerH: null,
      expandedUncertaintyRelative: null,
    });
    const lone = firing(start + 5_000);
    const { flowNm3PerS } = convertReading(lone, configuration);
    expect(fold([lone]).flowNm3PerH).toBeCloseTo(3_600 * (flowNm3PerS ?? 0), 9);
  });
});

describe('steps', () => {
  const [a, at] = [firing(start + 1_000), start + 1_000];
  const pair = (gapMs: number, changes: Partial<Reading> = {}) => fold([a, firing(at + gapMs, changes)]);

  it('count up to and with 3 sample periods', () => {
    expect(pair(15_000).coveredMs).toBe(15_000);
    expect(pair(15_001).coveredMs).toBe(0);
    expect(pair(15_001).integratedKg).toBe(0);
  });

  it('across a change of sample period may take the longer one', () => {
    expect(pair(45_000, { samplePeriodS: 15 }).coveredMs).toBe(45_000);
    expect(pair(45_001, { samplePeriodS: 15 }).coveredMs).toBe(0);
  });

  it('are broken by an invalid reading between two valid ones', () => {
    expect(fold([a, broken(at + 2_000), firing(at + 4_000)]).coveredMs).toBe(0);
  });

  it('are not broken by a reading whose clock is uncertain', () => {
    const unsure = broken(at + 2_000, { timeQuality: 1 });
    expect(fold([a, unsure, firing(at + 4_000)]).coveredMs).toBe(4_000);
  });

  it('from the hour before and into the hour after are split at the edge', () => {
    const [before, after] = [
      firing(start - 3_000, { velocityMmPerS: 2_000 }),
      firing(start + 2_000, { velocityMmPerS: 6_000 }),
    ];
    const [r0, r1] = [rateOf(before), rateOf(after)];
    const edge = r0 + (r1 - r0) * 0.6;
    const [earlier, later] = [fold([before, after], {}, start - hourMs), fold([before, after])];
    expect([earlier.coveredMs, later.coveredMs]).toEqual([3_000, 2_000]);
    expect(earlier.integratedKg).toBeCloseTo(((r0 + edge) / 2) * 3, 12);
    expect(later.integratedKg).toBeCloseTo(((edge + r1) / 2) * 2, 12);
  });

  it('never span two devices', () => {
    const swap = start + 4_000;
    const assignments = [assigned({ toMs: swap }), assigned({ deviceId: 'ct-kapkoros-1b', fromMs: swap })];
    const other = firing(start + 5_000, { deviceId: 'ct-kapkoros-1b' });
    expect(fold([a, other], { assignments })).toMatchObject({ validReadings: 2, coveredMs: 0 });
  });

  it('are linear in the rate across a change of configuration, each end by its own', () => {
    const wide = configured({ geometry: { shape: 'circular', diameterM: 0.9 } });
    const configurations = [
      dated({ toMs: start + 3_000 }),
      dated({ fromMs: start + 3_000, revision: 2, configuration: wide }),
    ];
    const b = firing(start + 6_000);
    const kg = ((rateOf(a) + rateOf(b, wide)) / 2) * 5;
    expect(fold([a, b], { configurations }).integratedKg).toBeCloseTo(kg, 12);
  });
});
