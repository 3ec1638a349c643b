import { describe, expect, it } from 'vitest';
import { integrate } from '../../lambdas/domain/fold/trapezoid.ts';
import {
  isPlausibleCo2,
  isPlausibleGasTemperature,
  isPlausiblePressureAround,
  isPlausibleVelocity,
} from '../../lambdas/domain/physics/plausibility.ts';

describe('the limits of what is plausible', () => {
  it.each([
    ['CO2, dry fraction', isPlausibleCo2, 0, 0.205, 1e-9],
    ['gas temperature, °C', isPlausibleGasTemperature, -10, 600, 1e-6],
    ['velocity, m/s', isPlausibleVelocity, 0, 30, 1e-9],
  ])('belong to it: %s', (_, isPlausible, lowest, highest, step) => {
    expect([lowest, highest].map(isPlausible)).toEqual([true, true]);
    expect([lowest - step, highest + step].map(isPlausible)).toEqual([false, false]);
  });

  it('belong to it: a barometer from 60 to 110 kPa and within 3 % of the altitude’s pressure', () => {
    const around = (altitudePressurePa: number) => (pressurePa: number) =>
      isPlausiblePressureAround(pressurePa, altitudePressurePa);
    expect([60_000, 59_990].map(around(61_000))).toEqual([true, false]);
    expect([110_000, 110_010].map(around(109_000))).toEqual([true, false]);
    expect([97_000, 103_000].map(around(100_000))).toEqual([true, true]);
    expect([96_990, 103_010].map(around(100_000))).toEqual([false, false]);
  });
});

describe('a step as long as the longest', () => {
  const points = (stepMs: number) => [
    { atMs: 0, rate: 1 },
    { atMs: stepMs, rate: 3 },
  ];

  it('still counts, and one millisecond more is a gap', () => {
    expect(integrate(points(15_000), 15)).toEqual({ mass: 30, coveredS: 15, gapS: 0 });
    expect(integrate(points(15_001), 15)).toEqual({ mass: 0, coveredS: 0, gapS: 15.001 });
  });
});
