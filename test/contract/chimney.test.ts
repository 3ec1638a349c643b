import { chimneyConfigurationSchema, chimneyThresholdsSchema } from '@carbon-track/contract/chimney.ts';
import { figureSchema } from '@carbon-track/contract/figure.ts';
import { describe, expect, it } from 'vitest';
import { configuration } from '../fakes/plant.ts';

const { thresholds } = configuration;
const pathsAgainst = (change: object): string[] =>
  (chimneyThresholdsSchema.safeParse({ ...thresholds, ...change }).error?.issues ?? []).map(({ path }) =>
    path.join('.'),
  );

describe('thresholds', () => {
  it('may clear where they open, but not above: such an alert would flap', () => {
    expect(pathsAgainst({ gasHighClearC: 350, highEmissionClearRatio: 1.3 })).toEqual([]);
    expect(pathsAgainst({ gasHighClearC: 351 })).toEqual(['gasHighClearC']);
    expect(pathsAgainst({ highEmissionClearRatio: 1.31 })).toEqual(['highEmissionClearRatio']);
  });

  it('wait no longer than `watch` looks back, and not shorter than a value needs to be standing', () => {
    for (const name of ['highEmissionForS', 'gasHighForS', 'lowVelocityForS', 'overRangeForS', 'staleForS']) {
      expect(pathsAgainst({ [name]: 1_501 })).toEqual([name]);
    }
    expect(pathsAgainst({ staleForS: 599 })).toEqual(['staleForS']);
  });
});

describe('a figure', () => {
  const figure = figureSchema(-10, 10);

  it('is 0 or a number people write, within its limits', () => {
    for (const value of [-10, -1e-9, 0, 1e-9, 10]) expect(figure.safeParse(value).success).toBe(true);
    for (const value of [-10.1, 1e-10, -1e-200, 10.1, Number.NaN, '1', null])
      expect(figure.safeParse(value).success).toBe(false);
  });

  it('is all a configuration holds: no number of it may be too large or too small for the store', () => {
    const numbersIn = (value: unknown, path: string[] = []): string[][] => {
      if (typeof value === 'number') return [path];
      if (typeof value !== 'object' || value === null) return [];
      return Object.entries(value).flatMap(([key, inner]) => numbersIn(inner, [...path, key]));
    };
    const full = {
      ...configuration,
      assumedGasTemperatureC: 150,
      geometry: { shape: 'rectangular', widthM: 0.6, heightM: 0.6 },
      co2Sensor: { ...configuration.co2Sensor, dilution: { ratio: 20, airCo2Ppm: 430 } },
      velocityProbe: { kind: 'pitot', coefficient: 0.84 },
    };
    expect(chimneyConfigurationSchema.safeParse(full).success).toBe(true);
    const paths = numbersIn(full);
    expect(paths.length).toBeGreaterThan(30);
    for (const path of paths) {
      for (const extreme of [1e200, -1e200, 1e-200]) {
        const changed = structuredClone(full);
        const [last = '', ...parents] = path.toReversed();
        const holder = parents.toReversed().reduce<object>((at, key) => Reflect.get(at, key), changed);
        Reflect.set(holder, last, extreme);
        expect(chimneyConfigurationSchema.safeParse(changed).success, `${path.join('.')} = ${extreme}`).toBe(
          false,
        );
      }
    }
  });
});
