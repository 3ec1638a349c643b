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

  const lacking = (state: 'warm_up' | 'over_range', ageMs = 1_000) =>
    known(ageMs, { rateKgPerS: null, co2DryFraction: { value: null, state } });

  it('says what keeps every chimney that reports from a rate, if it is the same', () => {
    expect(factoryRate([lacking('warm_up'), lacking('warm_up'), null], nowMs).hindrance).toBe('warm_up');
    const silent = lacking('over_range', 1_000_000);
    expect(factoryRate([lacking('warm_up'), silent], nowMs).hindrance).toBe('warm_up');
    expect(factoryRate([lacking('over_range')], nowMs).hindrance).toBe('over_range');
    expect(factoryRate([lacking('warm_up'), lacking('over_range')], nowMs).hindrance).toBe('mixed');
  });

  it('names no hindrance when a chimney has a rate or none reports', () => {
    expect(factoryRate([lacking('warm_up'), known(1_000)], nowMs).hindrance).toBeNull();
    expect(factoryRate([null], nowMs)).toMatchObject({ hindrance: null, takenAtMs: null });
  });

  it('tells of the last that was heard when every chimney is silent', () => {
    expect(factoryRate([known(2_000_000), known(1_000_000), null], nowMs)).toMatchObject({
      hindrance: null,
      takenAtMs: nowMs - 1_000_000,
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
