import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { workPartitionOf } from '../../../lambdas/adapters/table-keys.ts';
import { hourMs, minuteMs, nairobiDate } from '../../../lambdas/domain/nairobi.ts';
import { createHandler } from '../../../lambdas/rollup/handler.ts';
import { startTables, type TestTables } from '../../fakes/dynalite.ts';
import { configuration, factoryRecord } from '../../fakes/plant.ts';
import {
  burning,
  type RollupWorld,
  rollupWorld,
  storeReadings,
  type TestClock,
} from '../../fakes/rollup-world.ts';
import { agrees, oracleOf, oracleSum } from '../../oracle/oracle.ts';

const t0 = Date.parse('2026-11-24T05:00:00.000Z');
const date = nairobiDate(t0);

describe('the roll-up on real tables', () => {
  let tables: TestTables;
  let world: RollupWorld;
  const clock: TestClock = { nowMs: t0 };
  beforeAll(async () => {
    tables = await startTables();
    world = rollupWorld(tables, clock);
  });
  afterAll(() => tables.stop());

  const run = async (factoryId: string, nowMs: number): Promise<void> => {
    clock.nowMs = nowMs;
    await createHandler(world)({ partition: workPartitionOf(factoryId) });
  };

  it('carries minutes into chimney-day, factory-day and network-day, equal to the oracle', async () => {
    await world.registry.putFactory(factoryRecord('walk', t0));
    const readings = [
      ...burning('ct-walk-1a', t0, t0 + 2 * hourMs, 5),
      ...burning('ct-walk-2a', t0 + 20 * minuteMs, t0 + 2 * hourMs, 60),
    ];
    await storeReadings(world.minutes, readings);
    await world.production.putMadeTea({ factoryId: 'walk', date, madeTeaKg: 900, origin: 'measured' });
    const nowMs = t0 + 2 * hourMs + 5 * minuteMs;
    await run('walk', nowMs);

    const hours = [t0, t0 + hourMs, t0 + 2 * hourMs];
    const expected = ['walk-1', 'walk-2'].map((chimneyId) => {
      const deviceId = `ct-${chimneyId}a`;
      const source = { deviceId, fromMs: t0, toMs: Number.MAX_SAFE_INTEGER };
      return hours.map(oracleOf({ configuration, sources: [source], readings, nowMs }));
    });
    for (const [index, chimneyId] of ['walk-1', 'walk-2'].entries()) {
      const day = await world.days.chimneyDay(chimneyId, date);
      const slots = (day?.hours ?? []).filter((slot) => slot !== null);
      expect(slots.map(({ fold }) => fold.startMs)).toEqual(hours);
      expect(slots.map(({ provisional }) => provisional)).toEqual([false, true, true]);
      for (const [at, { fold }] of slots.entries()) {
        const oracle = expected[index]?.[at];
        expect(agrees(fold.integratedKg, oracle?.integratedKg ?? -1)).toBe(true);
        expect([
          fold.coveredMs / 1_000,
          fold.operatingMinutes * 60,
          fold.validReadings,
          fold.storedReadings,
        ]).toEqual([oracle?.coveredS, oracle?.operatingS, oracle?.validReadings, oracle?.storedReadings]);
      }
    }
    const sum = oracleSum(expected.flat());
    const factory = await world.days.factoryDay('walk', date);
    expect(sum.integratedKg).toBeGreaterThan(100);
    expect(agrees(factory?.totals.integratedKg ?? 0, sum.integratedKg)).toBe(true);
    expect(factory).toMatchObject({
      chimneysReporting: 2,
      chimneysInUse: 2,
      madeTeaKg: 900,
      complete: false,
    });
    const network = await world.days.networkDay(workPartitionOf('walk'), date);
    const { version: _v, date: _d, ...row } = factory ?? {};
    expect(network?.factories).toEqual([row]);
  });
});
