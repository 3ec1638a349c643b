import { describe, expect, it } from 'vitest';
import { convertAll } from '../../lambdas/domain/fold/convert-all.ts';
import type { Reading } from '../../lambdas/domain/reading.ts';
import { firing, foldInput, hourStartMs, secondMs } from './scene.ts';
import { readVectors } from './vector-file.ts';

type ChannelName = 'co2' | 'gas' | 'velocity';
type Run = {
  readonly count: number;
  readonly samplePeriodS: number;
  readonly afterS?: number;
  readonly co2Ppm: number | null;
  readonly co2Code?: number;
  readonly gasDeciC: number | null;
  readonly gasCode?: number;
  readonly velocityMmPerS: number | null;
  readonly velocityCode?: number;
  readonly moving?: readonly ChannelName[];
};
type Case = {
  readonly name: string;
  readonly runs: readonly Run[];
  readonly stale: Readonly<Record<ChannelName, readonly [number, number] | null>>;
};
const { cases } = readVectors<{ cases: readonly Case[] }>('stale-channels.json');

const readingsOf = (runs: readonly Run[]): Reading[] => {
  const readings: Reading[] = [];
  let takenAtMs = hourStartMs;
  for (const run of runs) {
    for (let inRun = 0; inRun < run.count; inRun += 1) {
      const stepS = inRun === 0 ? (run.afterS ?? run.samplePeriodS) : run.samplePeriodS;
      if (readings.length > 0) takenAtMs += stepS * secondMs;
      const moved = (channel: ChannelName, value: number | null) =>
        value === null ? null : value + (run.moving?.includes(channel) ? readings.length % 2 : 0);
      readings.push(
        firing(takenAtMs, {
          samplePeriodS: run.samplePeriodS,
          co2Ppm: moved('co2', run.co2Ppm),
          co2Code: run.co2Code ?? 0,
          gasTemperatureDeciC: moved('gas', run.gasDeciC),
          gasTemperatureCode: run.gasCode ?? 0,
          velocityMmPerS: moved('velocity', run.velocityMmPerS),
          velocityCode: run.velocityCode ?? 0,
        }),
      );
    }
  }
  return readings;
};

describe('a channel that stands still over a fire', () => {
  it('is tried in good number', () => {
    expect(cases.length).toBeGreaterThan(15);
  });

  it.each(cases)('$name: the cloud marks exactly the readings the device would', ({ runs, stale }) => {
    const placed = convertAll(readingsOf(runs), foldInput([]));
    const spanOf = (channel: 'co2DryFraction' | 'gasTemperatureC' | 'velocityMPerS') => {
      const indices = placed.flatMap(({ converted }, index) =>
        converted.channels[channel].state === 'stale' ? [index] : [],
      );
      return indices.length === 0 ? null : [indices[0], indices.at(-1), indices.length];
    };
    const withCount = (span: readonly [number, number] | null) =>
      span === null ? null : [...span, span[1] - span[0] + 1];
    expect({
      co2: spanOf('co2DryFraction'),
      gas: spanOf('gasTemperatureC'),
      velocity: spanOf('velocityMPerS'),
    }).toEqual({ co2: withCount(stale.co2), gas: withCount(stale.gas), velocity: withCount(stale.velocity) });
  });
});
