import type { Invalidation } from '@carbon-track/contract/chimney.ts';
import { describe, expect, it } from 'vitest';
import { convertInForce } from '../../lambdas/domain/convert-in-force.ts';
import { convertReading } from '../../lambdas/domain/convert-reading.ts';
import { configuration } from '../fakes/plant.ts';
import { chimneyId, configured, dated, firing, hourMs, hourStartMs } from './scene.ts';

const one = firing(hourStartMs);
const wider = configured({ geometry: { shape: 'circular', diameterM: 1.2 } });
const failed = (changes: Partial<Invalidation> = {}): Invalidation => ({
  chimneyId,
  channel: 'co2',
  fromMs: hourStartMs - hourMs,
  toMs: hourStartMs + 1,
  reason: 'span check failed',
  ...changes,
});
const converted = (invalidations: Invalidation[], configurations = [dated()]) =>
  convertInForce(one, chimneyId, { configurations, invalidations });

describe('a reading by what was in force', () => {
  it('converts with the configuration of its own time', () => {
    const later = dated({ revision: 2, fromMs: hourStartMs + 1, configuration: wider });
    expect(converted([], [dated(), later])).toEqual(convertReading(one, configuration));
    const earlier = dated({ revision: 2, fromMs: hourStartMs, configuration: wider });
    expect(converted([], [dated(), earlier])).toEqual(convertReading(one, wider));
  });

  it('is null before any configuration', () => {
    expect(converted([], [dated({ fromMs: hourStartMs + 1 })])).toBeNull();
  });

  it('does not count on a channel within a failed check, and tells why', () => {
    const faulty = converted([failed()]);
    expect(faulty?.channels.co2DryFraction.state).toBe('fault');
    expect([faulty?.rateKgPerS, faulty?.counts]).toEqual([null, false]);
  });

  it('keeps the reason of a channel that was bad already', () => {
    const saturated = firing(hourStartMs, { co2Ppm: 200_000 });
    const record = { configurations: [dated()], invalidations: [failed()] };
    expect(convertInForce(saturated, chimneyId, record)?.channels.co2DryFraction.state).toBe('over_range');
  });

  it('is not touched by checks of another chimney or another time', () => {
    const others = [failed({ chimneyId: 'kapkoros-2' }), failed({ toMs: hourStartMs })];
    expect(converted(others)).toEqual(convertReading(one, configuration));
  });
});
