import fc from 'fast-check';
import type { Reading } from '../../lambdas/domain/reading.ts';
import { anyContent } from '../fakes/readings.ts';
import { broken, cold, deviceId, firing, hourMs, hourStartMs, minuteMs } from './scene.ts';

const step = fc.oneof(
  { weight: 6, arbitrary: fc.constant(5_000) },
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 20_000 }) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 40 * minuteMs }) },
);

const make = fc.oneof(
  { weight: 5, arbitrary: fc.constant(firing) },
  { weight: 2, arbitrary: fc.constant(cold) },
  { weight: 1, arbitrary: fc.constant(broken) },
  { weight: 1, arbitrary: anyContent.map((content) => (ms: number) => firing(ms, content)) },
);

const device = fc.constantFrom(deviceId, 'ct-kapkoros-1b');

/** Runs of readings around the scene's hour: steady, bursting or with holes; firing, cold, broken or anything. */
export const someReadings: fc.Arbitrary<Reading[]> = fc
  .tuple(
    fc.integer({ min: hourStartMs - 130 * minuteMs, max: hourStartMs + hourMs }),
    fc.array(fc.tuple(step, make, device), { maxLength: 150 }),
  )
  .map(([fromMs, steps]) => {
    let takenAtMs = fromMs;
    return steps.map(([stepMs, build, deviceOfReading], index) => {
      takenAtMs += stepMs;
      return { ...build(takenAtMs), deviceId: deviceOfReading, epoch: 1, seq: index };
    });
  });

/** The same readings in another order, some of them several times. */
export const shuffledWithDuplicates = (readings: readonly Reading[]): fc.Arbitrary<Reading[]> =>
  fc
    .tuple(fc.shuffledSubarray([...readings], { minLength: readings.length }), fc.subarray([...readings]))
    .map(([all, again]) => [...again, ...all, ...again.toReversed()]);
