import { describe, expect, it } from 'vitest';
import { factoryRate } from './factory-rate.ts';
import type { KnownSnapshot } from './merge-snapshots.ts';
import { snapshotOf } from './snapshot.fixture.ts';

const nowMs = 1_800_000_000_000;
const known = (ageMs: number, rest: Parameters<typeof snapshotOf>[2] = {}): KnownSnapshot => ({
  snapshot: snapshotOf('a', nowMs - ageMs, rest),
  via: 'patch',
});

describe('the rate of a factory', () => {
  it('adds rates and takes the root of the squares of their uncertainties', () => {
    const rate = factoryRate(
      [
        known(1_000, { rateKgPerS: 0.05, expandedUncertaintyKgPerS: 0.03 }),
        known(1_000, { rateKgPerS: 0.02, expandedUncertaintyKgPerS: 0.04 }),
      ],
      nowMs,
    );
    expect(rate.rateKgPerS).toBeCloseTo(0.07, 12);
    expect(rate.expandedUncertaintyKgPerS).toBeCloseTo(0.05, 12);
  });

  it('counts a chimney that is off as 0 and one that is silent not at all', () => {
    const rate = factoryRate(
      [known(1_000), known(1_000, { operatingState: 'off', rateKgPerS: null }), known(1_000_000), null],
      nowMs,
    );
    expect(rate).toMatchObject({ rateKgPerS: 0.05, chimneysCounted: 2, chimneys: 4, allOff: false });
  });

  it('is unknown, not zero, when no chimney tells its rate', () => {
    expect(factoryRate([known(1_000, { rateKgPerS: null }), null], nowMs)).toMatchObject({
      rateKgPerS: null,
      expandedUncertaintyKgPerS: null,
      chimneysCounted: 0,
      freshness: { tier: 'none' },
    });
  });

  it('is as fresh as its oldest counted chimney', () => {
    expect(factoryRate([known(2_000), known(60_000)], nowMs).freshness).toEqual({
      tier: 'delayed',
      ageMs: 60_000,
    });
  });
});
