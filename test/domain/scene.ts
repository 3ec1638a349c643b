import type { Assignment, ChimneyConfiguration, DatedConfiguration } from '@carbon-track/contract/chimney.ts';
import type { FoldInput } from '../../lambdas/domain/fold-hour.ts';
import type { Reading } from '../../lambdas/domain/reading.ts';
import { configuration } from '../fakes/plant.ts';
import { reading } from '../fakes/readings.ts';

/** 11:00 in Nairobi: the hour every scene plays in. */
export const hourStartMs = Date.parse('2026-11-24T08:00:00.000Z');
export const [secondMs, minuteMs, hourMs] = [1_000, 60_000, 3_600_000];
export const chimneyId = 'kapkoros-1';
export const deviceId = 'ct-kapkoros-1a';

/** A number that moves with time, so that no channel stands still; the same for the same instant. */
const wobble = (ms: number, span: number): number => Math.floor(ms / secondMs) % span;

/** A valid reading of a firing chimney. */
export const firing = (takenAtMs: number, changes: Partial<Reading> = {}): Reading =>
  reading({
    takenAtMs,
    seq: Math.floor(takenAtMs / 100) % 4_294_967_295,
    deviceId,
    co2Ppm: 90_000 + 10 * wobble(takenAtMs, 601),
    gasTemperatureDeciC: 1_800 + wobble(takenAtMs, 97),
    velocityMmPerS: 4_000 + wobble(takenAtMs, 809),
    barometerDaPa: 7_950,
    ...changes,
  });

/** A valid reading of a cold chimney. */
export const cold = (takenAtMs: number, changes: Partial<Reading> = {}): Reading =>
  firing(takenAtMs, {
    co2Ppm: 450 + wobble(takenAtMs, 11),
    gasTemperatureDeciC: 240,
    velocityMmPerS: 100 + wobble(takenAtMs, 7),
    ...changes,
  });

/** A reading whose sensors all failed. */
export const broken = (takenAtMs: number, changes: Partial<Reading> = {}): Reading =>
  firing(takenAtMs, {
    co2Ppm: null,
    co2Code: 5,
    gasTemperatureDeciC: null,
    gasTemperatureCode: 5,
    velocityMmPerS: null,
    velocityCode: 6,
    ...changes,
  });

/** One reading every `stepMs` in `[fromMs, toMs)`. */
export const every = (
  fromMs: number,
  toMs: number,
  make: (ms: number) => Reading,
  stepMs = 5 * secondMs,
): Reading[] =>
  Array.from({ length: Math.ceil((toMs - fromMs) / stepMs) }, (_, index) => make(fromMs + index * stepMs));

export const dated = (changes: Partial<DatedConfiguration> = {}): DatedConfiguration => ({
  chimneyId,
  fromMs: 0,
  toMs: null,
  revision: 1,
  configuration,
  ...changes,
});

export const configured = (changes: Partial<ChimneyConfiguration>): ChimneyConfiguration => ({
  ...configuration,
  ...changes,
});

export const assigned = (changes: Partial<Assignment> = {}): Assignment => ({
  deviceId,
  chimneyId,
  fromMs: 0,
  toMs: null,
  priority: 0,
  ...changes,
});

export const foldInput = (readings: readonly Reading[], changes: Partial<FoldInput> = {}): FoldInput => ({
  chimneyId,
  readings,
  configurations: [dated()],
  assignments: [assigned()],
  invalidations: [],
  declaredOff: [],
  nowMs: hourStartMs + 24 * hourMs,
  ...changes,
});
