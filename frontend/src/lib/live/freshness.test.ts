import { describe, expect, it } from 'vitest';
import { freshnessOf, worseTier } from './freshness.ts';

const nowMs = 1_800_000_000_000;
const tierAfter = (ageMs: number, via: 'patch' | 'poll' = 'patch') =>
  freshnessOf({ takenAtMs: nowMs - ageMs, nowMs, via }).tier;

describe('freshness', () => {
  it('falls from live to delayed, stale and none exactly past 15 s, 2 min and 15 min', () => {
    expect([15_000, 15_001, 120_000, 120_001, 900_000, 900_001].map((age) => tierAfter(age))).toEqual([
      'live',
      'delayed',
      'delayed',
      'stale',
      'stale',
      'none',
    ]);
  });

  it('never calls a polled value live, however new it is', () => {
    expect(tierAfter(0, 'poll')).toBe('delayed');
    expect(tierAfter(200_000, 'poll')).toBe('stale');
  });

  it('takes a reading from a clock slightly ahead as new, not as negative age', () => {
    expect(freshnessOf({ takenAtMs: nowMs + 3_000, nowMs, via: 'patch' })).toEqual({
      tier: 'live',
      ageMs: 0,
    });
  });

  it('is none without any reading', () => {
    expect(freshnessOf({ takenAtMs: null, nowMs, via: 'patch' })).toEqual({ tier: 'none', ageMs: null });
  });

  it('keeps the worse of two tiers', () => {
    expect(worseTier('live', 'stale')).toBe('stale');
    expect(worseTier('none', 'delayed')).toBe('none');
  });
});
