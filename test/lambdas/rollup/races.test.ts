import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DayStore, GuardedWrite } from '../../../lambdas/adapters/ports/day-store.ts';
import type { MinuteStore } from '../../../lambdas/adapters/ports/minute-store.ts';
import { workPartitionOf } from '../../../lambdas/adapters/table-keys.ts';
import { hourMs, minuteMs, nairobiDate } from '../../../lambdas/domain/nairobi.ts';
import type { RollupPorts } from '../../../lambdas/rollup/ports.ts';
import { rollUpPartition } from '../../../lambdas/rollup/roll-up-partition.ts';
import { expectDateToAgree } from '../../fakes/check-days.ts';
import { type MemoryWorld, memoryWorld } from '../../fakes/memory-stores.ts';
import { configuration, factoryRecord } from '../../fakes/plant.ts';
import { burning, receiveReadings, storeReadings } from '../../fakes/rollup-world.ts';

const t0 = Date.parse('2026-11-24T05:00:00.000Z');
const nowMs = t0 + 30 * hourMs;
const date = nairobiDate(t0);
const partition = workPartitionOf('raced');

type Ports = RollupPorts & { readonly minutes: MinuteStore; readonly days: DayStore };

const oracleChimney = (chimney: 1 | 2, readings: ReturnType<typeof burning>) => ({
  configuration,
  sources: [{ deviceId: `ct-raced-${chimney}a`, fromMs: t0, toMs: Number.MAX_SAFE_INTEGER }],
  readings,
  nowMs,
});

const agreesWithOracle = (world: MemoryWorld, readings: ReturnType<typeof burning>): Promise<void> =>
  expectDateToAgree(world.days, 'raced', date, t0, {
    'raced-1': oracleChimney(1, readings),
    'raced-2': oracleChimney(2, readings),
  });

/** Every call to a store waits until the scheduler lets it through: any order of two runs and a writer can happen. */
const interleaved = (world: Ports, scheduler: fc.Scheduler): Ports => {
  const step = <Args extends unknown[], Answer>(call: (...args: Args) => Promise<Answer>) =>
    scheduler.scheduleFunction(call);
  const { days, dirtyHours, minutes, watermarks, registry, production } = world;
  return {
    ...world,
    days: {
      chimneyDay: step(days.chimneyDay),
      chimneyDays: step(days.chimneyDays),
      putChimneyDay: step(days.putChimneyDay),
      factoryDay: step(days.factoryDay),
      factoryDays: step(days.factoryDays),
      putFactoryDay: step(days.putFactoryDay),
      networkDay: step(days.networkDay),
      networkDays: step(days.networkDays),
      putNetworkDay: step(days.putNetworkDay),
    },
    dirtyHours: {
      mark: step(dirtyHours.mark),
      list: step(dirtyHours.list),
      clear: step(dirtyHours.clear),
    },
    minutes: { merge: step(minutes.merge), read: step(minutes.read), newest: step(minutes.newest) },
    watermarks: { read: step(watermarks.read), advance: step(watermarks.advance) },
    registry: { listFactories: step(registry.listFactories), factory: step(registry.factory) },
    production: { madeTeaKg: step(production.madeTeaKg) },
  };
};

const worldWith = async (readings: ReturnType<typeof burning>): Promise<MemoryWorld> => {
  const world = memoryWorld({ nowMs }, [factoryRecord('raced', t0)]);
  await world.watermarks.advance(partition, t0);
  await storeReadings(world.minutes, readings);
  await rollUpPartition(world, partition);
  return world;
};

describe('several folders at once', () => {
  const early = [...burning('ct-raced-1a', t0, t0 + hourMs), ...burning('ct-raced-2a', t0, t0 + hourMs)];
  const late = [
    burning('ct-raced-1a', t0 + 60 * minuteMs, t0 + 68 * minuteMs),
    burning('ct-raced-2a', t0 + 64 * minuteMs, t0 + 72 * minuteMs),
  ];

  it('agree with the oracle on all readings after one quiet run, however runs and late writers interleave', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const world = await worldWith(early);
        const ports = interleaved(world, scheduler);
        const writers = late.map((readings) => receiveReadings(ports, 'raced', readings, world.now));
        const folders = [rollUpPartition(ports, partition), rollUpPartition(ports, partition)];
        const all = Promise.all([...writers, ...folders]);
        await scheduler.waitFor(all);
        for (const report of await Promise.all(folders)) expect(report.failures).toEqual([]);
        await rollUpPartition(world, partition);
        await agreesWithOracle(world, [...early, ...late.flat()]);
        expect(await world.dirtyHours.list(partition)).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  const third = burning('ct-raced-1a', t0 + 150 * minuteMs, t0 + 170 * minuteMs);
  const everything = [...early, ...late.flat(), ...third];
  const kinds = ['putChimneyDay', 'putFactoryDay', 'putNetworkDay'] as const;

  /** The days with one kind of write held back, the first time it is called, until `release` settles. */
  const holding = (
    days: DayStore,
    kind: (typeof kinds)[number],
    reached: () => void,
    release: Promise<void>,
  ) => {
    let isFirst = true;
    const held =
      <Day>(put: (day: Day) => Promise<GuardedWrite>) =>
      async (day: Day): Promise<GuardedWrite> => {
        const waits = isFirst;
        isFirst = false;
        if (waits) reached();
        if (waits) await release;
        return put(day);
      };
    const { putChimneyDay, putFactoryDay, putNetworkDay } = days;
    const holds = {
      putChimneyDay: held(putChimneyDay),
      putFactoryDay: held(putFactoryDay),
      putNetworkDay: held(putNetworkDay),
    };
    return { ...days, [kind]: holds[kind] };
  };

  const racingWorld = async () => {
    const world = await worldWith(early);
    for (const readings of late) await receiveReadings(world, 'raced', readings, world.now);
    return world;
  };

  it.each(kinds)('one that has read old children cannot overwrite newer sums: %s', async (kind) => {
    const world = await racingWorld();
    const [reached, release] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const slow = rollUpPartition(
      { ...world, days: holding(world.days, kind, reached.resolve, release.promise) },
      partition,
    );
    await reached.promise;
    await receiveReadings(world, 'raced', third, world.now);
    await rollUpPartition(world, partition);
    release.resolve();
    expect((await slow).conflicts).toBe(1);
    await agreesWithOracle(world, everything);
  });

  it.each(kinds)('one that knows more but writes second starts again and is not lost: %s', async (kind) => {
    const world = await racingWorld();
    const [reached, release] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const ignorant = rollUpPartition(
      { ...world, days: holding(world.days, kind, reached.resolve, release.promise) },
      partition,
    );
    await reached.promise;
    await receiveReadings(world, 'raced', third, world.now);
    const afterIgnorant = async (): Promise<void> => {
      await ignorant;
    };
    const knowing = await rollUpPartition(
      { ...world, days: holding(world.days, kind, release.resolve, afterIgnorant()) },
      partition,
    );
    expect(knowing.conflicts).toBeGreaterThan(0);
    await agreesWithOracle(world, everything);
  });
});
