import type { EmissionSeries } from '@carbon-track/contract/emissions.ts';
import { describe, expect, it } from 'vitest';
import { hourMs, minuteMs } from '../../../lambdas/domain/nairobi.ts';
import { chimneyDay, factoryDay } from '../../fakes/hours.ts';
import { emissionsBench, nowMs, today } from './bench.ts';

const bench = emissionsBench();

const range = (query: Record<string, string>) =>
  bench.api.call('getEmissions', 'verifier', { query: { factoryId: bench.factoryId, ...query } });
const series = async (query: Record<string, string>): Promise<EmissionSeries> => {
  const { statusCode, body } = await range(query);
  expect(statusCode, body).toBe(200);
  return JSON.parse(body);
};

describe('a range', () => {
  const chimney = () => ({ chimneyId: `${bench.factoryId}-1` });
  const span = (fromMs: number, toMs: number) => ({ fromMs: String(fromMs), toMs: String(toMs) });

  it('of minutes holds the minutes that were measured and leaves others out', async () => {
    await bench.store(1, nowMs - 10 * minuteMs, nowMs - 8 * minuteMs);
    await bench.store(1, nowMs - 5 * minuteMs, nowMs - 4 * minuteMs);
    const found = await series({ ...chimney(), ...span(nowMs - 20 * minuteMs, nowMs), resolution: 'minute' });
    expect(found.points.map(({ startMs }) => (startMs - nowMs) / minuteMs)).toEqual([-10, -9, -5]);
    expect(found.points[0]).toMatchObject({
      validReadings: 12,
      operatingState: 'firing',
      origin: 'measured',
    });
    expect(found.nextCursor).toBeNull();
  });

  it('of minutes follows the assignment when a device is swapped within it', async () => {
    const swapMs = nowMs - 5 * minuteMs;
    await bench.store(1, swapMs - 2 * minuteMs, swapMs + 2 * minuteMs);
    await bench.store(2, swapMs - 2 * minuteMs, swapMs + 2 * minuteMs, { velocityMmPerS: 1_000 });
    const on = { chimneyId: `${bench.factoryId}-1`, priority: 0 };
    await bench.api.registry.putAssignment(bench.factoryId, {
      ...on,
      deviceId: `ct-${bench.factoryId}-1a`,
      fromMs: 0,
      toMs: swapMs,
    });
    await bench.api.registry.putAssignment(bench.factoryId, {
      ...on,
      deviceId: `ct-${bench.factoryId}-2a`,
      fromMs: swapMs,
      toMs: null,
    });
    const off = {
      chimneyId: `${bench.factoryId}-2`,
      deviceId: `ct-${bench.factoryId}-2a`,
      fromMs: 0,
      toMs: swapMs,
      priority: 0,
    };
    await bench.api.registry.putAssignment(bench.factoryId, off);
    const { points } = await series({
      ...chimney(),
      ...span(swapMs - minuteMs, swapMs + minuteMs),
      resolution: 'minute',
    });
    expect(points.map((point) => 'meanVelocityMPerS' in point && point.meanVelocityMPerS)).toEqual([
      expect.closeTo(6.4, 9),
      expect.closeTo(1, 9),
    ]);
  });

  it('of hours adds a factory’s chimneys and keeps their worst quality', async () => {
    await bench.api.days.putChimneyDay(chimneyDay(`${bench.factoryId}-1`, today, { 8: {}, 9: {} }));
    await bench.api.days.putChimneyDay(
      chimneyDay(`${bench.factoryId}-2`, today, { 9: { validReadings: 100, hasSeeded: true } }),
    );
    const query = { ...span(nowMs - 12 * hourMs, nowMs), resolution: 'hour' };
    const whole = await series(query);
    expect(
      whole.points.map((point) => [
        new Date(point.startMs).getUTCHours(),
        'measuredKg' in point && point.measuredKg,
      ]),
    ).toEqual([
      [5, 36],
      [6, 36],
    ]);
    expect(whole.points[1]).toMatchObject({
      origin: 'seeded',
      substitutionRung: 3,
      missingOperatingS: 3_600,
    });
    expect((await series({ ...query, ...chimney() })).points[1]).toMatchObject({
      origin: 'measured',
      substitutionRung: 0,
    });
  });

  it('of days speaks for the factory with tea, and for a chimney without', async () => {
    await bench.api.days.putFactoryDay(factoryDay(bench.factoryId, '2026-11-22'));
    await bench.api.days.putFactoryDay(factoryDay(bench.factoryId, '2026-11-23', { chimneysReporting: 1 }));
    await bench.api.days.putChimneyDay(chimneyDay(`${bench.factoryId}-1`, '2026-11-23', { 9: {} }));
    const query = { ...span(nowMs - 72 * hourMs, nowMs), resolution: 'day' };
    const intensities = (await series(query)).points.map(
      (point) => 'intensityKgPerKg' in point && point.intensityKgPerKg,
    );
    expect(intensities).toEqual([expect.closeTo(0.1, 3), null]);
    expect((await series({ ...query, ...chimney() })).points).toMatchObject([
      { date: '2026-11-23', measuredKg: 36, complete: false, chimneysReporting: 1, madeTeaKg: null },
    ]);
  });

  it('comes in pages that meet without overlap', async () => {
    await bench.api.days.putChimneyDay(
      chimneyDay(
        `${bench.factoryId}-1`,
        '2026-11-23',
        Object.fromEntries(Array.from({ length: 24 }, (_, hour) => [hour, {}])),
      ),
    );
    const query = { ...chimney(), ...span(nowMs - 48 * hourMs, nowMs), resolution: 'hour', limit: '7' };
    const starts: number[] = [];
    let cursor: string | null = null;
    do {
      const found: EmissionSeries = await series({ ...query, ...(cursor !== null && { cursor }) });
      starts.push(...found.points.map(({ startMs }) => startMs));
      cursor = found.nextCursor;
    } while (cursor !== null);
    expect(starts).toHaveLength(24);
    expect(starts).toEqual([...new Set(starts)].toSorted((a, b) => a - b));
  });

  it('has another page for a single step that is left', async () => {
    await bench.api.days.putChimneyDay(chimneyDay(`${bench.factoryId}-1`, today, { 7: {}, 8: {} }));
    const fromMs = Date.parse('2026-11-24T04:00:00.000Z');
    const query = { ...chimney(), ...span(fromMs, fromMs + 2 * hourMs), resolution: 'hour', limit: '1' };
    const first = await series(query);
    const second = await series({ ...query, cursor: first.nextCursor ?? '' });
    expect([...first.points, ...second.points].map(({ startMs }) => startMs)).toEqual([
      fromMs,
      fromMs + hourMs,
    ]);
    expect(second.nextCursor).toBeNull();
  });

  it.each([
    ['a reversed range', { fromMs: '2000000000000', toMs: '1900000000000' }, 'query.toMs'],
    ['a range too long for its resolution', { fromMs: '1600000000000', toMs: '1700000000000' }, 'query.toMs'],
    ['a range before there was anything', { fromMs: '0', toMs: '1000' }, 'query.fromMs'],
  ])('refuses %s', async (_, span, path) => {
    const { statusCode, body } = await range({ ...span, ...chimney(), resolution: 'minute' });
    expect(statusCode).toBe(400);
    expect(JSON.parse(body).errors[0].path).toBe(path);
  });

  it('refuses minutes of a whole factory, a foreign chimney and a cursor of another range', async () => {
    const hour = { ...span(nowMs - hourMs, nowMs), resolution: 'minute' };
    expect((await range(hour)).statusCode).toBe(400);
    expect((await range({ ...hour, chimneyId: 'factory-0-1' })).statusCode).toBe(404);
    const cursor = Buffer.from(JSON.stringify({ fromMs: nowMs - 5 * hourMs })).toString('base64url');
    expect((await range({ ...hour, ...chimney(), cursor })).statusCode).toBe(400);
  });

  it('that reaches into the future ends now', async () => {
    const found = await series({
      ...chimney(),
      ...span(nowMs + 30 * hourMs, nowMs + 40 * hourMs),
      resolution: 'hour',
    });
    expect(found).toMatchObject({ points: [], nextCursor: null });
  });
});
