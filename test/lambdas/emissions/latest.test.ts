import type { LatestEmissions } from '@carbon-track/contract/emissions.ts';
import { describe, expect, it } from 'vitest';
import { minuteMs } from '../../../lambdas/domain/nairobi.ts';
import { chimneyDay, factoryDay } from '../../fakes/hours.ts';
import { factoryRecord } from '../../fakes/plant.ts';
import { emissionsBench, nowMs, today } from './bench.ts';

const bench = emissionsBench();
const boilerOff = { co2Ppm: 450, gasTemperatureDeciC: 300 };

const latest = async (): Promise<LatestEmissions> => {
  const query = { factoryId: bench.factoryId };
  const { statusCode, body } = await bench.api.call('getLatestEmissions', 'verifier', { query });
  expect(statusCode, body).toBe(200);
  return JSON.parse(body);
};

describe('the latest figures', () => {
  it('show each chimney’s newest reading, or that there is none', async () => {
    await bench.store(1, nowMs - 2 * minuteMs, nowMs);
    const { chimneys, asOfMs } = await latest();
    expect(asOfMs).toBe(nowMs);
    expect(chimneys.map(({ chimneyId }) => chimneyId)).toEqual([
      `${bench.factoryId}-1`,
      `${bench.factoryId}-2`,
    ]);
    const [first, second] = chimneys;
    expect(first?.snapshot).toMatchObject({
      takenAtMs: nowMs - 5_000,
      operatingState: 'firing',
      deviceId: `ct-${bench.factoryId}-1a`,
    });
    expect(first?.snapshot?.rateKgPerS).toBeGreaterThan(0);
    expect(second?.snapshot).toBeNull();
    expect([first?.offSinceMs, second?.offSinceMs]).toEqual([null, null]);
  });

  it('show no rate for a channel that failed its check, though the device calls it good', async () => {
    await bench.store(1, nowMs - minuteMs, nowMs);
    const record = factoryRecord(bench.factoryId);
    const invalidation = {
      chimneyId: `${bench.factoryId}-1`,
      channel: 'co2' as const,
      fromMs: nowMs - 60 * minuteMs,
      toMs: nowMs,
      reason: 'span check failed',
    };
    await bench.api.registry.putFactory({ ...record, invalidations: [invalidation] });
    const [first] = (await latest()).chimneys;
    expect(first?.snapshot).toMatchObject({ rateKgPerS: null, co2DryFraction: { state: 'fault' } });
  });

  it('say since when a boiler is off: the end of its last firing minute', async () => {
    const stoppedMs = nowMs - 12 * minuteMs;
    await bench.store(1, stoppedMs - 3 * minuteMs, stoppedMs);
    await bench.store(1, stoppedMs, nowMs, boilerOff);
    const [first] = (await latest()).chimneys;
    expect(first?.snapshot?.operatingState).toBe('off');
    expect(first?.offSinceMs).toBe(stoppedMs);
  });

  it('find a stop in the hour before, which no roll-up has folded yet', async () => {
    const stoppedMs = nowMs - 40 * minuteMs;
    await bench.store(1, stoppedMs - 2 * minuteMs, stoppedMs);
    await bench.store(1, nowMs - minuteMs, nowMs, boilerOff);
    expect((await latest()).chimneys[0]?.offSinceMs).toBe(stoppedMs);
  });

  it('find a stop of hours ago through the day’s roll-up', async () => {
    const firedHourMs = Date.parse('2026-11-24T03:00:00.000Z');
    await bench.store(1, firedHourMs + 10 * minuteMs, firedHourMs + 12 * minuteMs);
    await bench.store(1, nowMs - minuteMs, nowMs, boilerOff);
    await bench.api.days.putChimneyDay(
      chimneyDay(`${bench.factoryId}-1`, today, { 6: { operatingMinutes: 12 } }),
    );
    expect((await latest()).chimneys[0]?.offSinceMs).toBe(firedHourMs + 12 * minuteMs);
  });

  it('add today up over hours and chimneys, from today’s roll-ups only', async () => {
    await bench.api.days.putChimneyDay(chimneyDay(`${bench.factoryId}-1`, today, { 8: {}, 9: {} }));
    await bench.api.days.putChimneyDay(chimneyDay(`${bench.factoryId}-2`, today, { 9: {} }));
    await bench.api.days.putChimneyDay(chimneyDay(`${bench.factoryId}-2`, '2026-11-23', { 9: {} }));
    const { today: total, chimneys } = await latest();
    expect(chimneys.map((chimney) => chimney.today.measuredKg)).toEqual([72, 36]);
    expect(total).toMatchObject({ measuredKg: 108, capture: 1, operatingS: 3 * 3_600 });
  });

  it('name what of today is seeded, for the factory as soon as one hour of one chimney is', async () => {
    await bench.api.days.putChimneyDay(
      chimneyDay(`${bench.factoryId}-1`, today, { 8: { hasSeeded: true }, 9: {} }),
    );
    await bench.api.days.putChimneyDay(chimneyDay(`${bench.factoryId}-2`, today, { 9: {} }));
    const { today: total, chimneys } = await latest();
    expect(chimneys.map((chimney) => chimney.today.origin)).toEqual(['seeded', 'measured']);
    expect(total.origin).toBe('seeded');
  });

  it('keep what a chimney emitted today before it went out of use', async () => {
    const record = factoryRecord(bench.factoryId);
    const chimneys = record.chimneys.map((one, index) => ({ ...one, inUse: index === 0 }));
    await bench.api.registry.putFactory({ ...record, chimneys });
    await bench.api.days.putChimneyDay(chimneyDay(`${bench.factoryId}-1`, today, { 8: {} }));
    await bench.api.days.putChimneyDay(chimneyDay(`${bench.factoryId}-2`, today, { 8: {} }));
    const answer = await latest();
    expect(answer.chimneys.map(({ chimneyId }) => chimneyId)).toEqual([`${bench.factoryId}-1`]);
    expect(answer.today.measuredKg).toBe(72);
  });

  it('show the newest complete day that has tea, with its intensity', async () => {
    await bench.api.days.putFactoryDay(factoryDay(bench.factoryId, '2026-11-21'));
    await bench.api.days.putFactoryDay(factoryDay(bench.factoryId, '2026-11-22', { madeTeaKg: null }));
    await bench.api.days.putFactoryDay(factoryDay(bench.factoryId, '2026-11-23', { complete: false }));
    const { lastCompleteDay } = await latest();
    expect(lastCompleteDay?.date).toBe('2026-11-21');
    expect(lastCompleteDay?.intensityKgPerKg).toBeCloseTo(1_234.567 / 12_345.6, 12);
    // These kg are exact, so that the tea's 1 % is all there is.
    expect(lastCompleteDay?.intensityExpandedUncertaintyKgPerKg).toBeCloseTo(12.34567 / 12_345.6, 12);
  });

  it('count a swapped device’s old reading for no chimney it was not on', async () => {
    const chimneyId = `${bench.factoryId}-1`;
    await bench.store(2, nowMs - 2 * minuteMs, nowMs - minuteMs);
    const assignment = {
      deviceId: `ct-${bench.factoryId}-2a`,
      chimneyId,
      fromMs: nowMs - 30_000,
      toMs: null,
      priority: 0,
    };
    await bench.api.registry.putAssignment(bench.factoryId, assignment);
    expect((await latest()).chimneys[0]?.snapshot).toBeNull();
  });
});
