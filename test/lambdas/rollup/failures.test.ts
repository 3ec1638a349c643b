import { describe, expect, it } from 'vitest';
import { workPartitionOf } from '../../../lambdas/adapters/table-keys.ts';
import { hourMs, minuteMs, nairobiDate } from '../../../lambdas/domain/nairobi.ts';
import { createHandler } from '../../../lambdas/rollup/handler.ts';
import type { RollupPorts } from '../../../lambdas/rollup/ports.ts';
import { expectDateToAgree, slotsOf, storedDays } from '../../fakes/check-days.ts';
import { chimneyDay } from '../../fakes/hours.ts';
import { type MemoryWorld, memoryWorld } from '../../fakes/memory-stores.ts';
import { configuration, factoryRecord } from '../../fakes/plant.ts';
import { burning, receiveReadings, storeReadings } from '../../fakes/rollup-world.ts';

const t0 = Date.parse('2026-11-24T05:00:00.000Z');
const date = nairobiDate(t0);
const source = (deviceId: string) => [{ deviceId, fromMs: t0, toMs: Number.MAX_SAFE_INTEGER }];

/** Ids that fall into one work partition, so that one run meets them all. */
const neighbours = Array.from({ length: 60 }, (_, n) => `factory-${n}`)
  .filter((id) => workPartitionOf(id) === 1)
  .slice(0, 3);
const [a = '', b = '', c = ''] = neighbours;

/** Ports that do `allowed` writes and then fail every one, as after the death of the process. */
const dyingAfter = (world: MemoryWorld, allowed: number) => {
  let done = 0;
  const guard =
    <Args extends unknown[], Answer>(write: (...args: Args) => Promise<Answer>) =>
    async (...args: Args): Promise<Answer> => {
      done += 1;
      if (done > allowed) throw new Error('the process died');
      return write(...args);
    };
  const { days, dirtyHours, watermarks } = world;
  const ports: RollupPorts = {
    ...world,
    days: {
      ...days,
      putChimneyDay: guard(days.putChimneyDay),
      putFactoryDay: guard(days.putFactoryDay),
      putNetworkDay: guard(days.putNetworkDay),
    },
    dirtyHours: { ...dirtyHours, mark: guard(dirtyHours.mark), clear: guard(dirtyHours.clear) },
    watermarks: { ...watermarks, advance: guard(watermarks.advance) },
  };
  return { ports, died: () => done > allowed };
};

describe('a roll-up that fails', () => {
  /**
   * Two factories, one with a gap that the last hour closes. The substitute lands on the day before: a write outside
   * the dates that were folded.
   */
  const scene = async (): Promise<{ world: MemoryWorld; nowMs: number }> => {
    const midnightMs = Date.parse('2026-11-24T21:00:00.000Z');
    const clock = { nowMs: midnightMs - hourMs };
    const startMs = midnightMs - 5 * hourMs;
    const world = memoryWorld(clock, [factoryRecord(a, startMs), factoryRecord(b, startMs)]);
    const past = Object.fromEntries(Array.from({ length: 24 }, (_, hour) => [hour, {}]));
    for (const day of ['2026-11-22', '2026-11-23'])
      await world.days.putChimneyDay(chimneyDay(`${a}-1`, day, past));
    const receive = (factoryId: string, ...span: [string, number, number]): Promise<void> =>
      receiveReadings(world, factoryId, burning(...span), world.now);
    // The last hour before midnight stays empty: a gap.
    await receive(a, `ct-${a}-1a`, startMs, midnightMs - hourMs);
    await receive(b, `ct-${b}-1a`, startMs, midnightMs);
    await createHandler(world)({ partition: 1 });
    clock.nowMs = midnightMs + 3.5 * hourMs;
    await createHandler(world)({ partition: 1 });
    clock.nowMs = midnightMs + 3.75 * hourMs;
    // Not from the first minute on, which would mark the hour before midnight and with it the date of the gap.
    await receive(a, `ct-${a}-1a`, midnightMs + 2 * minuteMs, midnightMs + 3 * hourMs);
    await receive(b, `ct-${b}-2a`, startMs, midnightMs);
    return { world, nowMs: clock.nowMs };
  };
  const stateOf = async ({ days, dirtyHours }: MemoryWorld) => ({
    ...(await storedDays(days, [`${a}-1`, `${a}-2`, `${b}-1`, `${b}-2`], [a, b], '2026-11-20', '2026-11-26')),
    markers: (await dirtyHours.list(1)).length,
  });
  const runTwice = async (world: MemoryWorld): Promise<void> => {
    await createHandler(world)({ partition: 1 });
    await createHandler(world)({ partition: 1 });
  };

  it('leaves a state that the next runs heal, whichever write it died at', async () => {
    const whole = await scene();
    await runTwice(whole.world);
    const expected = await stateOf(whole.world);
    const substitutes = expected.chimneys.flatMap(({ hours }) =>
      hours.map((slot) => slot?.substitution ?? null),
    );
    expect(substitutes.filter((one) => one !== null)).toHaveLength(1);
    expect(expected.markers).toBe(0);

    let deaths = 0;
    for (let allowed = 0; ; allowed += 1) {
      const { world } = await scene();
      const { ports, died } = dyingAfter(world, allowed);
      const outcome = await createHandler(ports)({ partition: 1 }).then(
        () => 'done',
        () => 'died',
      );
      expect(outcome).toBe(died() ? 'died' : 'done');
      if (!died()) break;
      deaths += 1;
      await runTwice(world);
      expect(await stateOf(world)).toEqual(expected);
    }
    expect(deaths).toBeGreaterThan(12);
  });

  it('rolls the neighbours up, keeps the markers and the watermark, and fails at the end', async () => {
    const clock = { nowMs: t0 + 2 * hourMs };
    const world = memoryWorld(
      clock,
      [a, b, c].map((id) => factoryRecord(id, t0)),
    );
    await world.watermarks.advance(1, t0);
    for (const id of [a, b, c])
      await storeReadings(world.minutes, burning(`ct-${id}-1a`, t0, t0 + 2 * hourMs));
    for (const id of [a, b]) await world.dirtyHours.mark(id, `ct-${id}-1a`, t0);
    const minutes: RollupPorts['minutes'] = {
      ...world.minutes,
      read: (deviceId, ...span) =>
        deviceId === `ct-${b}-1a`
          ? Promise.reject(new Error('item is broken'))
          : world.minutes.read(deviceId, ...span),
    };
    await expect(createHandler({ ...world, minutes })({ partition: 1 })).rejects.toThrow(
      `1 of 3 factories of partition 1 were not rolled up, ${b} first (Error: item is broken)`,
    );
    expect(await world.days.factoryDay(b, date)).toBeNull();
    for (const id of [a, c]) {
      const readings = burning(`ct-${id}-1a`, t0, t0 + 2 * hourMs);
      const nowMs = clock.nowMs;
      await expectDateToAgree(world.days, id, date, t0, {
        [`${id}-1`]: { configuration, sources: source(`ct-${id}-1a`), readings, nowMs },
        [`${id}-2`]: { configuration, sources: source(`ct-${id}-2a`), readings: [], nowMs },
      });
    }
    expect(await world.watermarks.read(1)).toBe(t0);
    expect((await world.dirtyHours.list(1)).map(({ factoryId }) => factoryId)).toEqual([b]);
    expect(world.lines.at(-1)).toMatchObject({ level: 'error', failed: 1, failures: [{ factoryId: b }] });

    await createHandler(world)({ partition: 1 });
    expect(slotsOf(await world.days.chimneyDay(`${b}-1`, date))).toHaveLength(2);
    expect(await world.watermarks.read(1)).toBe(clock.nowMs);
  });

  it('loses no hour however long it failed', async () => {
    const clock = { nowMs: t0 + 30 * minuteMs };
    const world = memoryWorld(clock, [factoryRecord(a, t0)]);
    const readings = burning(`ct-${a}-1a`, t0, t0 + 60 * hourMs, 300);
    await storeReadings(world.minutes, readings);
    const broken: RollupPorts = {
      ...world,
      minutes: { ...world.minutes, read: () => Promise.reject(new Error('no store')) },
    };
    for (let hours = 0; hours < 60; hours += 12) {
      clock.nowMs = t0 + 30 * minuteMs + hours * hourMs;
      await expect(createHandler(broken)({ partition: 1 })).rejects.toThrow('no store');
    }
    clock.nowMs = t0 + 60 * hourMs;
    await createHandler(world)({ partition: 1 });
    const chimney = { configuration, sources: source(`ct-${a}-1a`), readings, nowMs: clock.nowMs };
    const silent = { ...chimney, sources: source(`ct-${a}-2a`), readings: [] };
    for (const day of [date, nairobiDate(t0 + 24 * hourMs), nairobiDate(t0 + 48 * hourMs)]) {
      await expectDateToAgree(world.days, a, day, t0, { [`${a}-1`]: chimney, [`${a}-2`]: silent });
    }
  });

  it('gives up with a clear sentence when somebody else always writes first', async () => {
    const clock = { nowMs: t0 + hourMs };
    const world = memoryWorld(clock, [factoryRecord(a, t0)]);
    const days: RollupPorts['days'] = { ...world.days, putChimneyDay: async () => 'conflict' };
    await expect(createHandler({ ...world, days })({ partition: 1 })).rejects.toThrow(
      `The record of ${a}-1 was changed by others 8 times in a row; the next run tries again.`,
    );
  });

  it('refuses an event without a work partition', async () => {
    const handler = createHandler(memoryWorld({ nowMs: t0 }, []));
    await expect(handler({})).rejects.toThrow();
    await expect(handler({ partition: 4 })).rejects.toThrow();
  });
});
