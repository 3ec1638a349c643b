import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldHour } from '../../lambdas/domain/fold-hour.ts';
import type { Reading } from '../../lambdas/domain/reading.ts';
import { someReadings } from './arbitrary-readings.ts';
import { broken, cold, firing, foldInput, hourMs, minuteMs, hourStartMs as start } from './scene.ts';

const fold = (readings: readonly Reading[], startMs: number) => foldHour({ ...foldInput(readings), startMs });
/** A device at 5 s: its steps reach at most 15 s. */
const atFiveSeconds = someReadings.map((readings) =>
  readings.map((reading) => ({ ...reading, samplePeriodS: 5 })),
);
const late = fc
  .tuple(fc.integer({ min: 0, max: hourMs - 1 }), fc.constantFrom(firing, cold, broken))
  .map(([ms, make]) => make(start + ms, { epoch: 9, seq: 1 }));

describe('a late reading', () => {
  it('changes its own hour, the two after it, and the one before only from its first minute', () => {
    fc.assert(
      fc.property(atFiveSeconds, late, (readings, reading) => {
        const touched = [start, start + hourMs, start + 2 * hourMs];
        if (reading.takenAtMs < start + minuteMs) touched.push(start - hourMs);
        for (let hour = start - 4 * hourMs; hour <= start + 6 * hourMs; hour += hourMs) {
          if (touched.includes(hour)) continue;
          expect(fold([...readings, reading], hour)).toEqual(fold(readings, hour));
        }
      }),
      { numRuns: 60 },
    );
  });
});
