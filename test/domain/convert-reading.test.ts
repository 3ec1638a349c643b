import { describe, expect, it } from 'vitest';
import { chimneySnapshot } from '../../lambdas/domain/chimney-snapshot.ts';
import { convertReading } from '../../lambdas/domain/convert-reading.ts';
import type { Reading } from '../../lambdas/domain/reading.ts';
import { configuration } from '../fakes/plant.ts';
import { configured, firing, hourStartMs } from './scene.ts';

const one = (changes: Partial<Reading> = {}) =>
  firing(hourStartMs, {
    co2Ppm: 112_000,
    gasTemperatureDeciC: 1_720,
    velocityMmPerS: 3_600,
    barometerDaPa: 7_900,
    ...changes,
  });

describe('a good reading', () => {
  const good = convertReading(one(), configuration);

  it('becomes kg/s by ppm·(1−Bws)·k·v·A·P·M/(R·T)', () => {
    const area = (Math.PI * 0.6 * 0.6) / 4;
    const density = (79_000 * 0.0440095) / (8.31446261815324 * (172 + 273.15));
    expect(good.rateKgPerS).toBeCloseTo(0.112 * 0.87 * 3.6 * area * density, 12);
  });

  it('has every channel valid, no marks, and counts', () => {
    expect(Object.values(good.channels).map(({ state }) => state)).toEqual([
      'valid',
      'valid',
      'valid',
      'valid',
    ]);
    expect(good.marks).toEqual([]);
    expect(good.counts).toBe(true);
    expect(good.looksFiring).toBe(true);
  });

  it('has concentration times normal flow equal to its rate', () => {
    expect(((good.concentrationGPerNm3 ?? 0) * (good.flowNm3PerS ?? 0)) / 1_000).toBeCloseTo(
      good.rateKgPerS ?? 0,
      12,
    );
  });

  it('grows with the profile factor', () => {
    const traversed = convertReading(one(), configured({ profileFactor: 0.85 }));
    expect(traversed.rateKgPerS).toBeCloseTo(0.85 * (good.rateKgPerS ?? 0), 12);
  });

  it('carries U = 2·√Σu² of its budget', () => {
    const parts = [0.03, 0.03, 0.1, 2 * 0.01, 0.01, 3 / (172 + 273.15), 0.02 / 0.87];
    expect(good.expandedUncertaintyRelative).toBeCloseTo(2 * Math.hypot(...parts), 12);
  });
});

describe('what counts', () => {
  it.each([
    [0, false],
    [1, false],
    [2, true],
    [3, true],
  ])('time quality %i counts: %s; the rate is shown anyway', (timeQuality, counts) => {
    const converted = convertReading(one({ timeQuality }), configuration);
    expect(converted.counts).toBe(counts);
    expect(converted.rateKgPerS).not.toBeNull();
    expect(converted.marks.includes('clock_uncertain')).toBe(!counts);
  });

  it('a rectangle has its area and its own area uncertainty', () => {
    const box = configured({
      geometry: { shape: 'rectangular', widthM: 0.9, heightM: 1.1 },
      uncertainty: {
        ...configuration.uncertainty,
        firstDimensionRelative: 0.03,
        secondDimensionRelative: 0.04,
      },
    });
    const round = convertReading(one(), configuration);
    const converted = convertReading(one(), box);
    expect((converted.rateKgPerS ?? 0) / (round.rateKgPerS ?? 1)).toBeCloseTo(0.99 / (Math.PI * 0.09), 10);
    const parts = [0.03, 0.03, 0.1, 0.03, 0.04, 0.01, 3 / (172 + 273.15), 0.02 / 0.87];
    expect(converted.expandedUncertaintyRelative).toBeCloseTo(2 * Math.hypot(...parts), 12);
  });

  it('a wet sample has no uncertainty of moisture, a diluted one that of its ratio', () => {
    const budget = { ...configuration.uncertainty, dilutionRelative: 0.05 };
    const base = [0.03, 0.03, 0.1, 0.02, 0.01, 3 / (172 + 273.15)];
    const wet = configured({ co2Sensor: { ...configuration.co2Sensor, basis: 'wet' }, uncertainty: budget });
    expect(convertReading(one({ co2Ppm: 90_000 }), wet).expandedUncertaintyRelative).toBeCloseTo(
      2 * Math.hypot(...base),
      12,
    );
    const diluted = configured({
      co2Sensor: { ...wet.co2Sensor, dilution: { ratio: 2, airCo2Ppm: 400 } },
      uncertainty: budget,
    });
    expect(convertReading(one({ co2Ppm: 50_000 }), diluted).expandedUncertaintyRelative).toBeCloseTo(
      2 * Math.hypot(...base, 0.05),
      12,
    );
  });
});

describe('evidence of firing', () => {
  const looks = (changes: Partial<Reading>) => convertReading(one(changes), configuration).looksFiring;

  it('is gas of 80 °C or CO2 of 1 % of dry gas, either alone', () => {
    expect(looks({ co2Ppm: 450, gasTemperatureDeciC: 800 })).toBe(true);
    expect(looks({ co2Ppm: 10_000, gasTemperatureDeciC: 250 })).toBe(true);
    expect(looks({ co2Ppm: 9_999, gasTemperatureDeciC: 799 })).toBe(false);
  });

  it('is taken from a good channel beside a bad one, but "off" needs all of them', () => {
    expect(looks({ co2Code: 2, co2Ppm: 5_000, gasTemperatureDeciC: 1_800 })).toBe(true);
    expect(looks({ velocityCode: 5, co2Ppm: 450, gasTemperatureDeciC: 250 })).toBeNull();
    expect(looks({ co2Code: 2, co2Ppm: 200_000, gasTemperatureCode: 5 })).toBe(true);
  });

  it('is not taken from an implausible, warming or missing channel', () => {
    expect(looks({ co2Ppm: 450, gasTemperatureDeciC: 9_000 })).toBeNull();
    expect(looks({ co2Code: 1, gasTemperatureDeciC: 250 })).toBeNull();
    expect(looks({ co2Ppm: null, gasTemperatureDeciC: null })).toBeNull();
  });
});

describe('the snapshot of a chimney', () => {
  it('shows rate and U in kg/s, states and marks of one reading', () => {
    const converted = convertReading(one({ barometerDaPa: null }), configuration);
    const snapshot = chimneySnapshot(converted, 'kapkoros-1');
    expect(snapshot).toMatchObject({
      chimneyId: 'kapkoros-1',
      takenAtMs: hourStartMs,
      operatingState: 'firing',
      marks: ['assumed_pressure'],
    });
    expect(snapshot.expandedUncertaintyKgPerS).toBeCloseTo(
      (converted.rateKgPerS ?? 0) * (converted.expandedUncertaintyRelative ?? 0),
      12,
    );
    expect(snapshot.co2DryFraction).toEqual({
      value: converted.channels.co2DryFraction.value,
      state: 'valid',
    });
  });

  it('shows null and unknown, never 0 and off, when the sensors are gone', () => {
    const snapshot = chimneySnapshot(
      convertReading(one({ co2Ppm: null, gasTemperatureDeciC: null }), configuration),
      'kapkoros-1',
    );
    expect(snapshot).toMatchObject({
      rateKgPerS: null,
      expandedUncertaintyKgPerS: null,
      operatingState: 'unknown',
    });
  });

  it('says off for a cold valid reading', () => {
    const cold = convertReading(one({ co2Ppm: 450, gasTemperatureDeciC: 250 }), configuration);
    expect(chimneySnapshot(cold, 'kapkoros-1').operatingState).toBe('off');
  });
});
