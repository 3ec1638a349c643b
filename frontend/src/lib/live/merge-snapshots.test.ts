import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type KnownSnapshots, mergeSnapshots } from './merge-snapshots.ts';
import { snapshotOf } from './snapshot.fixture.ts';

const nothing: KnownSnapshots = new Map();

describe('merging snapshots', () => {
  it('keeps a chimney that a patch leaves out', () => {
    const both = mergeSnapshots(nothing, [snapshotOf('a', 1), snapshotOf('b', 1)], 'poll');
    const merged = mergeSnapshots(both, [snapshotOf('b', 2)], 'patch');
    expect(merged.get('a')).toEqual(both.get('a'));
    expect(merged.get('b')?.snapshot.takenAtMs).toBe(2);
  });

  it('ignores what is older or equal, and then returns the very same map', () => {
    const known = mergeSnapshots(nothing, [snapshotOf('a', 5)], 'patch');
    expect(mergeSnapshots(known, [snapshotOf('a', 4, { rateKgPerS: 9 })], 'patch')).toBe(known);
    expect(mergeSnapshots(known, [snapshotOf('a', 5, { rateKgPerS: 9 })], 'poll')).toBe(known);
  });

  it('keeps a live patch when polling brings an older minute', () => {
    const live = mergeSnapshots(nothing, [snapshotOf('a', 60_000)], 'patch');
    expect(mergeSnapshots(live, [snapshotOf('a', 30_000)], 'poll').get('a')?.via).toBe('patch');
  });

  it('ends with the newest of each chimney in whatever order patches arrive', () => {
    const patch = fc.record({
      chimneyId: fc.constantFrom('a', 'b', 'c'),
      takenAtMs: fc.integer({ min: 0, max: 50 }),
    });
    fc.assert(
      fc.property(fc.array(patch, { minLength: 1 }), (patches) => {
        const merged = patches.reduce(
          (known, { chimneyId, takenAtMs }) =>
            mergeSnapshots(known, [snapshotOf(chimneyId, takenAtMs)], 'patch'),
          nothing,
        );
        for (const [chimneyId, { snapshot }] of merged) {
          const times = patches.filter((one) => one.chimneyId === chimneyId).map((one) => one.takenAtMs);
          expect(snapshot.takenAtMs).toBe(Math.max(...times));
        }
        expect(merged.size).toBe(new Set(patches.map((one) => one.chimneyId)).size);
      }),
    );
  });
});
