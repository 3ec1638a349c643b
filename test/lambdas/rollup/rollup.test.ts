import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDynamoDirtyHours } from '../../../lambdas/adapters/dynamo-dirty-hours.ts';
import type { FactoryRecord } from '../../../lambdas/adapters/ports/registry.ts';
import { workPartitionOf } from '../../../lambdas/adapters/table-keys.ts';
import { addDays, hourMs, minuteMs, nairobiDate } from '../../../lambdas/domain/nairobi.ts';
import { createHandler } from '../../../lambdas/rollup/handler.ts';
import type { RollupPorts } from '../../../lambdas/rollup/ports.ts';
import { expectDateToAgree } from '../../fakes/check-days.ts';
import { startTables, type TestTables } from '../../fakes/dynalite.ts';
import { configuration, factoryRecord } from '../../fakes/plant.ts';
import {
  burning,
  type RollupWorld,
  receiveReadings,
  rollupWorld,
  storeReadings,
  type TestClock,
} from '../../fakes/rollup-world.ts';
import type { OracleChimney } from '../../oracle/oracle.ts';

const t0 = Date.parse('2026-11-24T05:00:00.000Z');
const date = nairobiDate(t0);
const forever = Number.MAX_SAFE_INTEGER;
const period = 10 * minuteMs;

/** A factory whose second chimney is left out: one is enough where nothing is said about two. */
const oneChimney = (factoryId: string, fromMs = t0): FactoryRecord => {
  const record = factoryRecord(factoryId, fromMs);
  const isFirst = ({ chimneyId }: { chimneyId: string }): boolean => chimneyId === `${factoryId}-1`;
  return {
    ...record,
    chimneys: record.chimneys.filter(isFirst),
    configurations: record.configurations.filter(isFirst),
    assignments: record.assignments.filter(isFirst),
  };
};

describe('the roll-up on real tables', () => {
  let tables: TestTables;
  let world: RollupWorld;
  const clock: TestClock = { nowMs: t0 };
  beforeEach(async () => {
    tables = await startTables();
    world = rollupWorld(tables, clock);
  });
  afterEach(() => tables.stop());

  const run = async (factoryId: string, nowMs: number, ports: RollupPorts = world): Promise<void> => {
    clock.nowMs = nowMs;
    await createHandler(ports)({ partition: workPartitionOf(factoryId) });
  };
  const receive = (factoryId: string, readings: OracleChimney['readings']): Promise<void> =>
    receiveReadings(world, factoryId, readings, world.now);
  const oracle = (readings: OracleChimney['readings'], nowMs: number, deviceId: string): OracleChimney => ({
    configuration,
    sources: [{ deviceId, fromMs: 0, toMs: forever }],
    readings,
    nowMs,
  });

  it('carries minutes into chimney-day, factory-day and network-day, equal to the oracle', async () => {
    await world.registry.putFactory(factoryRecord('walk', t0));
    const first = burning('ct-walk-1a', t0, t0 + 2 * hourMs, 5);
    const second = burning('ct-walk-2a', t0 + 20 * minuteMs, t0 + 2 * hourMs);
    await storeReadings(world.minutes, [...first, ...second]);
    await world.production.putMadeTea({ factoryId: 'walk', date, madeTeaKg: 900, origin: 'measured' });
    const nowMs = t0 + 2 * hourMs + 5 * minuteMs;
    await run('walk', nowMs);
    await expectDateToAgree(world.days, 'walk', date, t0, {
      'walk-1': oracle(first, nowMs, 'ct-walk-1a'),
      'walk-2': oracle(second, nowMs, 'ct-walk-2a'),
    });
    const day = await world.days.chimneyDay('walk-1', date);
    expect(day?.hours.slice(8, 11).map((slot) => slot?.provisional)).toEqual([false, true, true]);
    expect(await world.days.factoryDay('walk', date)).toMatchObject({
      chimneysReporting: 2,
      chimneysInUse: 2,
      madeTeaKg: 900,
      complete: false,
      origin: 'measured',
    });
  });

  it('writes nothing when nothing changed', async () => {
    await world.registry.putFactory(oneChimney('idle', t0));
    await storeReadings(world.minutes, burning('ct-idle-1a', t0, t0 + hourMs));
    const nowMs = t0 + 2 * hourMs + 30 * minuteMs;
    await run('idle', nowMs);
    const day = await world.days.chimneyDay('idle-1', date);
    const factory = await world.days.factoryDay('idle', date);
    expect([day?.version, factory?.version]).toEqual([1, 1]);
    await run('idle', nowMs);
    expect(await world.days.chimneyDay('idle-1', date)).toEqual(day);
    expect(await world.days.factoryDay('idle', date)).toEqual(factory);
    expect(world.lines.at(-1)).toMatchObject({ lambda: 'rollup', daysWritten: 0, conflicts: 0, failed: 0 });
  });

  it('takes late data into their day within two periods, days back and across midnight', async () => {
    await world.registry.putFactory(oneChimney('late', t0));
    const onTime = burning('ct-late-1a', t0, t0 + 3 * hourMs);
    clock.nowMs = t0 + 3 * hourMs;
    await storeReadings(world.minutes, onTime);
    for (let at = t0 + 3 * hourMs; at < t0 + 4 * hourMs; at += period) await run('late', at);
    const threeDaysOn = t0 + 72 * hourMs;
    clock.nowMs = threeDaysOn - 3 * minuteMs;
    // The backlog of an outage from 22:30 to 01:10 Nairobi time, and single readings into gaps.
    const backlog = burning('ct-late-1a', t0 + 14.5 * hourMs, t0 + 17 * hourMs + 10 * minuteMs);
    await receive('late', backlog);
    await run('late', threeDaysOn);
    await run('late', threeDaysOn + period);
    const nowMs = threeDaysOn + period;
    const chimneys = { 'late-1': oracle([...onTime, ...backlog], nowMs, 'ct-late-1a') };
    await expectDateToAgree(world.days, 'late', date, t0, chimneys);
    await expectDateToAgree(world.days, 'late', addDays(date, 1), t0, chimneys);
    expect(await world.dirtyHours.list(workPartitionOf('late'))).toEqual([]);
  });

  it('also takes what reaches back over the start of the oldest hour it looks at', async () => {
    await world.registry.putFactory(oneChimney('edge', t0));
    const before = burning('ct-edge-1a', t0, t0 + hourMs);
    clock.nowMs = t0 + 2 * hourMs + 30 * minuteMs;
    await storeReadings(world.minutes, before);
    await run('edge', clock.nowMs);
    // Not late for its own hour, but its first step belongs to the hour before.
    clock.nowMs = t0 + 2 * hourMs + 35 * minuteMs;
    const after = burning('ct-edge-1a', t0 + hourMs, t0 + 2 * hourMs);
    await receive('edge', after);
    await run('edge', clock.nowMs + period);
    const chimneys = { 'edge-1': oracle([...before, ...after], clock.nowMs, 'ct-edge-1a') };
    await expectDateToAgree(world.days, 'edge', date, t0, chimneys);
  });

  it('takes a late step that reaches back over an hour’s start by minutes, where a device samples every 5 min', async () => {
    await world.registry.putFactory(oneChimney('slow', t0));
    const before = burning('ct-slow-1a', t0, t0 + hourMs, 300);
    clock.nowMs = t0 + hourMs;
    await storeReadings(world.minutes, before);
    await run('slow', t0 + hourMs + 20 * minuteMs);
    clock.nowMs = t0 + 24 * hourMs;
    const late = burning('ct-slow-1a', t0 + hourMs + 5 * minuteMs, t0 + 2 * hourMs, 300);
    await receive('slow', late);
    await run('slow', clock.nowMs + period);
    const chimneys = { 'slow-1': oracle([...before, ...late], clock.nowMs, 'ct-slow-1a') };
    await expectDateToAgree(world.days, 'slow', date, t0, chimneys);
  });

  it('keeps a marker that was set again while its hour was being folded, and folds it in the next run', async () => {
    await world.registry.putFactory(oneChimney('during', t0));
    const first = burning('ct-during-1a', t0, t0 + 30 * minuteMs);
    const second = burning('ct-during-1a', t0 + 30 * minuteMs, t0 + hourMs);
    const nowMs = t0 + 48 * hourMs;
    clock.nowMs = nowMs;
    await receive('during', first);
    let isFirstRead = true;
    const minutes: RollupPorts['minutes'] = {
      ...world.minutes,
      read: async (...query) => {
        const stored = await world.minutes.read(...query);
        const isMeant = query[0] === 'ct-during-1a' && isFirstRead;
        if (isMeant) isFirstRead = false;
        if (isMeant) await receive('during', second);
        return stored;
      },
    };
    await run('during', nowMs, { ...world, minutes });
    const partition = workPartitionOf('during');
    expect((await world.dirtyHours.list(partition)).map(({ hourMs: hour }) => hour)).toContain(t0);
    expect((await world.days.chimneyDay('during-1', date))?.hours[8]?.fold.storedReadings).toBe(30);
    await run('during', nowMs + period);
    expect((await world.days.chimneyDay('during-1', date))?.hours[8]?.fold.storedReadings).toBe(60);
    expect(await world.dirtyHours.list(partition)).toEqual([]);
  });

  it('loses no hour when the clock was days ahead for a while', async () => {
    await world.registry.putFactory(oneChimney('jump', t0));
    await run('jump', t0 + 72 * hourMs);
    const readings = burning('ct-jump-1a', t0 + hourMs, t0 + 3 * hourMs);
    clock.nowMs = t0 + 2 * hourMs;
    await storeReadings(world.minutes, readings);
    const nowMs = t0 + 8 * hourMs;
    await run('jump', nowMs);
    expect(await world.watermarks.read(workPartitionOf('jump'))).toBe(nowMs);
    const day = await world.days.chimneyDay('jump-1', date);
    expect(day?.hours.slice(9, 11).map((slot) => slot?.fold.storedReadings)).toEqual([60, 60]);
  });

  it('counts a swapped device once: the old one up to the swap, its late backlog included, the new one after', async () => {
    const swapMs = t0 + 90 * minuteMs;
    const record = oneChimney('swap', t0);
    await world.registry.putFactory({
      ...record,
      assignments: [
        { deviceId: 'ct-swap-1a', chimneyId: 'swap-1', fromMs: t0, toMs: swapMs, priority: 0 },
        { deviceId: 'ct-swap-1b', chimneyId: 'swap-1', fromMs: swapMs, toMs: null, priority: 0 },
      ],
    });
    const fresh = burning('ct-swap-1b', t0 + 60 * minuteMs, t0 + 3 * hourMs);
    const early = burning('ct-swap-1a', t0, t0 + 20 * minuteMs);
    clock.nowMs = t0 + 3 * hourMs;
    await storeReadings(world.minutes, [...fresh, ...early]);
    await run('swap', clock.nowMs);
    clock.nowMs = t0 + 6 * hourMs;
    // It went on sampling on the bench: those readings belong to no chimney.
    const backlog = burning('ct-swap-1a', t0 + 20 * minuteMs, t0 + 2.5 * hourMs);
    await receive('swap', backlog);
    await run('swap', clock.nowMs + period);
    const readings = [...fresh, ...early, ...backlog];
    const sources = [
      { deviceId: 'ct-swap-1a', fromMs: t0, toMs: swapMs },
      { deviceId: 'ct-swap-1b', fromMs: swapMs, toMs: forever },
    ];
    const chimneys = { 'swap-1': { configuration, sources, readings, nowMs: clock.nowMs } };
    await expectDateToAgree(world.days, 'swap', date, t0, chimneys);
  });

  it('lets an hour shrink when its sources changed, and never otherwise', async () => {
    const record = oneChimney('shrink', t0);
    await world.registry.putFactory(record);
    await storeReadings(world.minutes, burning('ct-shrink-1a', t0, t0 + hourMs));
    await run('shrink', t0 + hourMs + 20 * minuteMs);
    const stored = async () => (await world.days.chimneyDay('shrink-1', date))?.hours[8]?.fold.storedReadings;
    expect(await stored()).toBe(60);
    const swap = { deviceId: 'ct-shrink-1a', chimneyId: 'shrink-1', fromMs: t0, priority: 0 };
    await world.registry.putAssignment('shrink', { ...swap, toMs: t0 + 10 * minuteMs });
    await world.dirtyHours.mark('shrink', 'ct-shrink-1a', t0);
    await run('shrink', t0 + 24 * hourMs);
    expect(await stored()).toBe(60);
    await world.dirtyHours.mark('shrink', 'ct-shrink-1a', t0, 'sources');
    await run('shrink', t0 + 24 * hourMs + period);
    expect(await stored()).toBe(10);
  });

  it('folds a corrected diameter into hours that were folded before', async () => {
    await world.registry.putFactory(oneChimney('round', t0));
    const readings = burning('ct-round-1a', t0, t0 + 2 * hourMs);
    await storeReadings(world.minutes, readings);
    await run('round', t0 + 2 * hourMs);
    const wider = { ...configuration, geometry: { shape: 'circular' as const, diameterM: 0.9 } };
    const next = { chimneyId: 'round-1', fromMs: t0, toMs: null, revision: 2, configuration: wider };
    expect(await world.registry.putConfiguration('round', next, 1)).toBe('written');
    const dirtyHours = createDynamoDirtyHours(tables.client, tables.telemetryTable);
    for (const hour of [t0, t0 + hourMs]) await dirtyHours.mark('round', 'ct-round-1a', hour);
    const before = await world.days.chimneyDay('round-1', date);
    const nowMs = t0 + 12 * hourMs;
    await run('round', nowMs);
    const chimney = { ...oracle(readings, nowMs, 'ct-round-1a'), configuration: wider };
    await expectDateToAgree(world.days, 'round', date, t0, { 'round-1': chimney });
    const after = await world.days.chimneyDay('round-1', date);
    expect(after?.configurationRevision).toBe(2);
    const kg = (day: typeof after): number => day?.hours[8]?.fold.integratedKg ?? 0;
    expect(kg(after) / kg(before)).toBeCloseTo(2.25, 9);
  });
});
