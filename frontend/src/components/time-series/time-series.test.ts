import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sparklinePaths } from '../sparkline/sparkline-paths.ts';
import { decimate } from './decimate.ts';
import { gapsOf, nearestIndex } from './series.ts';
import { moveWindow, pinchWindow } from './zoom.ts';

describe('gaps', () => {
  it('join neighbouring instants without any value, and only those', () => {
    const lines = [{ values: [1, null, null, 4, null] }, { values: [1, null, null, null, null] }];
    expect(gapsOf([0, 10, 20, 30, 40], lines, 10)).toEqual([
      { fromMs: 10, toMs: 30 },
      { fromMs: 40, toMs: 50 },
    ]);
  });
});

describe('decimation', () => {
  const values = fc.array(fc.option(fc.integer({ min: -1_000, max: 1_000 })), {
    minLength: 1,
    maxLength: 400,
  });

  it('keeps the extremes, both ends and every gap’s existence within its bound', () => {
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 20 }), (line, buckets) => {
        const kept = decimate(line.length, [line], buckets);
        const shown = kept.map((index) => line[index] ?? null);
        const known = line.filter((value) => value !== null);
        expect(kept).toEqual([...new Set(kept)].sort((a, b) => a - b));
        expect(kept[0]).toBe(0);
        expect(kept.at(-1)).toBe(line.length - 1);
        if (known.length > 0) {
          expect(Math.max(...shown.filter((value) => value !== null))).toBe(Math.max(...known));
          expect(Math.min(...shown.filter((value) => value !== null))).toBe(Math.min(...known));
        }
        expect(shown.includes(null)).toBe(line.includes(null));
        if (line.length > 2 * buckets) expect(kept.length).toBeLessThanOrEqual(3 * buckets + 2);
      }),
    );
  });

  it('leaves few points as they are', () => {
    expect(decimate(4, [[1, 2, 3, 4]], 2)).toEqual([0, 1, 2, 3]);
  });
});

describe('cursor and window', () => {
  it('finds the nearest instant', () => {
    expect([-5, 4, 5, 16, 99].map((ms) => nearestIndex([0, 10, 20], ms))).toEqual([0, 0, 1, 2, 2]);
  });

  it('zooms around the cursor and never leaves the points', () => {
    expect(moveWindow({ from: 0, to: 99 }, 'in', 50, 100)).toEqual({ from: 25, to: 74 });
    expect(moveWindow({ from: 25, to: 74 }, 'out', 50, 100)).toEqual({ from: 0, to: 99 });
    expect(moveWindow({ from: 0, to: 9 }, 'left', 0, 100)).toEqual({ from: 0, to: 9 });
    expect(moveWindow({ from: 80, to: 99 }, 'right', 0, 100)).toEqual({ from: 80, to: 99 });
    expect(moveWindow({ from: 0, to: 4 }, 'in', 2, 5)).toEqual({ from: 0, to: 4 });
  });

  it('follows two fingers: what is under them stays under them', () => {
    const whole = { from: 0, to: 100 };
    expect(pinchWindow(whole, [0.4, 0.6], [0.3, 0.7], 101)).toEqual({ from: 25, to: 75 });
    expect(pinchWindow({ from: 25, to: 75 }, [0.2, 0.8], [0.4, 1], 101)).toEqual({ from: 15, to: 65 });
    expect(pinchWindow({ from: 25, to: 75 }, [0.1, 0.9], [0.45, 0.55], 101)).toEqual(whole);
    expect(pinchWindow(whole, [0.4, 0.6], [0.6, 0.4], 101)).toEqual(whole);
  });
});

describe('sparklines', () => {
  it('break at a missing day instead of drawing through it', () => {
    expect(sparklinePaths([1, 2, null, 3], 100, 20)).toHaveLength(2);
    expect(sparklinePaths([null, null], 100, 20)).toEqual([]);
  });

  it('begin at zero, so that a small wobble stays small', () => {
    expect(sparklinePaths([5, 10, 0], 104, 20)).toEqual(['M2.0 10.0h0L52.0 2.0L102.0 18.0']);
  });
});
