import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDynamoDayStore } from '../../lambdas/adapters/dynamo-day-store.ts';
import type { DayStore } from '../../lambdas/adapters/ports/day-store.ts';
import { startTables, type TestTables } from '../fakes/dynalite.ts';
import { chimneyDay, factoryDay } from '../fakes/hours.ts';

describe('the day store on a real table', () => {
  let tables: TestTables;
  let days: DayStore;
  beforeAll(async () => {
    tables = await startTables();
    days = createDynamoDayStore(tables.client, tables.telemetryTable);
  });
  afterAll(() => tables.stop());

  it('has nothing before the first write, and the written day one version later', async () => {
    const day = chimneyDay('kapkoros-1', '2026-11-24', { 0: {}, 23: { integratedKg: 0.1 + 0.2 } });
    expect(await days.chimneyDay('kapkoros-1', '2026-11-24')).toBeNull();
    expect(await days.putChimneyDay(day)).toBe('written');
    expect(await days.chimneyDay('kapkoros-1', '2026-11-24')).toEqual({ ...day, version: 1 });
  });

  it('lets one of two writers at the same version win, for each kind of day', async () => {
    const row = factoryDay('raced', '2026-11-24');
    const network = { partition: 1, date: '2026-11-24', version: 0, factories: [row] };
    const puts = [
      () => days.putChimneyDay(chimneyDay('raced-1', '2026-11-24')),
      () => days.putFactoryDay(row),
      () => days.putNetworkDay(network),
    ];
    for (const put of puts) {
      expect((await Promise.all([put(), put()])).toSorted()).toEqual(['conflict', 'written']);
    }
  });

  it('answers conflict to a version that was overtaken and leaves the stored day alone', async () => {
    const first = factoryDay('overtaken', '2026-11-24');
    await days.putFactoryDay(first);
    const second = { ...first, version: 1, chimneysReporting: 1 };
    expect(await days.putFactoryDay(second)).toBe('written');
    expect(await days.putFactoryDay({ ...first, version: 1 })).toBe('conflict');
    expect(await days.putFactoryDay(first)).toBe('conflict');
    expect(await days.factoryDay('overtaken', '2026-11-24')).toEqual({ ...second, version: 2 });
  });

  it('lists the days of a range by date, both ends included, and of that owner only', async () => {
    const dates = ['2026-11-01', '2026-10-31', '2026-11-03', '2026-11-02'];
    for (const date of dates) {
      await days.putChimneyDay(chimneyDay('range-1', date));
      await days.putChimneyDay(chimneyDay('range-11', date));
      await days.putFactoryDay(factoryDay('range', date));
    }
    const expected = ['2026-11-01', '2026-11-02'];
    const chimney = await days.chimneyDays('range-1', '2026-11-01', '2026-11-02');
    expect(chimney.map(({ chimneyId, date }) => [chimneyId, date])).toEqual(
      expected.map((date) => ['range-1', date]),
    );
    const factory = await days.factoryDays('range', '2026-11-01', '2026-11-02');
    expect(factory.map(({ date }) => date)).toEqual(expected);
  });

  it('reads the network-days of every work partition', async () => {
    for (const partition of [0, 3]) {
      const factories = [factoryDay(`of-${partition}`, '2026-09-01')];
      await days.putNetworkDay({ partition, date: '2026-09-01', version: 0, factories });
    }
    const network = await days.networkDays('2026-09-01', '2026-09-01');
    expect(network.map(({ partition, factories }) => [partition, factories[0]?.factoryId])).toEqual([
      [0, 'of-0'],
      [3, 'of-3'],
    ]);
    expect(await days.networkDay(1, '2026-09-01')).toBeNull();
  });
});
