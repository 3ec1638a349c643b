import { describe, expect, it } from 'vitest';
import { convertReading } from '../../lambdas/domain/convert-reading.ts';
import { foldMinutes } from '../../lambdas/domain/fold-minutes.ts';
import type { Reading } from '../../lambdas/domain/reading.ts';
import { configuration } from '../fakes/plant.ts';
import { broken, cold, every, firing, foldInput, minuteMs, hourStartMs as start } from './scene.ts';

const minutes = (readings: readonly Reading[], count = 3) =>
  foldMinutes({ ...foldInput(readings), fromMs: start, toMs: start + count * minuteMs });

describe('a minute on a chart', () => {
  const readings = every(start, start + minuteMs, firing);
  const [minute] = minutes(readings);
  const converted = readings.map((reading) => convertReading(reading, configuration));
  const mean = (pick: (one: (typeof converted)[number]) => number | null) =>
    converted.reduce((sum, one) => sum + (pick(one) ?? Number.NaN), 0) / converted.length;

  it('has the means of its valid readings', () => {
    expect(minute?.meanRateKgPerS).toBeCloseTo(
      mean(({ rateKgPerS }) => rateKgPerS),
      12,
    );
    expect(minute?.meanCo2DryFraction).toBeCloseTo(
      mean(({ channels }) => channels.co2DryFraction.value),
      12,
    );
    expect(minute?.meanGasTemperatureC).toBeCloseTo(
      mean(({ channels }) => channels.gasTemperatureC.value),
      9,
    );
    expect(minute?.meanVelocityMPerS).toBeCloseTo(
      mean(({ channels }) => channels.velocityMPerS.value),
      9,
    );
  });

  it('has what it covers, counts and looks like', () => {
    expect(minute).toMatchObject({
      startMs: start,
      coveredS: 55,
      validReadings: 12,
      operatingState: 'firing',
      states: ['valid'],
      origin: 'measured',
    });
  });

  it('without valid readings has null means, its states, and is unknown', () => {
    expect(minutes(every(start, start + minuteMs, broken))).toEqual([
      {
        startMs: start,
        integratedKg: 0,
        coveredS: 0,
        validReadings: 0,
        operatingState: 'unknown',
        meanRateKgPerS: null,
        meanCo2DryFraction: null,
        meanGasTemperatureC: null,
        meanVelocityMPerS: null,
        states: ['fault'],
        origin: 'measured',
      },
    ]);
  });

  it('of a cold chimney shows its values and enters no total', () => {
    const [off] = minutes(every(start, start + minuteMs, cold));
    expect(off).toMatchObject({ operatingState: 'off', integratedKg: 0, coveredS: 0, validReadings: 12 });
    expect(off?.meanRateKgPerS).toBeGreaterThan(0);
  });

  it('without anything is left out, not drawn as zero', () => {
    const gap = [
      ...every(start, start + minuteMs, firing),
      ...every(start + 2 * minuteMs, start + 3 * minuteMs, firing),
    ];
    expect(minutes(gap).map(({ startMs }) => startMs)).toEqual([start, start + 2 * minuteMs]);
  });

  it('is called after the least trustworthy origin in it', () => {
    const mixed = (origins: readonly Reading['origin'][]) =>
      minutes(origins.map((origin, index) => firing(start + index * 5_000, { origin })))[0]?.origin;
    expect(mixed(['measured', 'uploaded'])).toBe('uploaded');
    expect(mixed(['uploaded', 'seeded', 'measured'])).toBe('seeded');
  });

  it('is the same whole minute, however roughly the period was asked for', () => {
    const rough = foldMinutes({ ...foldInput(readings), fromMs: start + 20_000, toMs: start + 40_000 });
    expect(rough).toEqual([minute]);
  });
});
