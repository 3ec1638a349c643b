import { describe, expect, it } from 'vitest';
import type { DayStore } from '../../../lambdas/adapters/ports/day-store.ts';
import type { FactoryRecord } from '../../../lambdas/adapters/ports/registry.ts';
import { workPartitionOf } from '../../../lambdas/adapters/table-keys.ts';
import { hourMs, minuteMs, nairobiDate } from '../../../lambdas/domain/nairobi.ts';
import { foldHours } from '../../../lambdas/rollup/fold-hours.ts';
import { planFolds, refoldableMs } from '../../../lambdas/rollup/plan-folds.ts';
import { rollUpPartition } from '../../../lambdas/rollup/roll-up-partition.ts';
import { slotsOf } from '../../fakes/check-days.ts';
import { chimneyDay } from '../../fakes/hours.ts';
import { memoryWorld } from '../../fakes/memory-stores.ts';
import { factoryRecord } from '../../fakes/plant.ts';
import { burning, receiveReadings, storeReadings } from '../../fakes/rollup-world.ts';

const t0 = Date.parse('2026-11-24T05:00:00.000Z');
const date = nairobiDate(t0);
const fullDay = Object.fromEntries(Array.from({ length: 24 }, (_, hour) => [hour, {}]));
const partition = workPartitionOf('kapkoros');

const assigned = (fromHours: number, toHours: number | null, deviceId = 'ct-kapkoros-1a') => ({
  deviceId,
  chimneyId: 'kapkoros-1',
  fromMs: t0 + fromHours * hourMs,
  toMs: toHours === null ? null : t0 + toHours * hourMs,
  priority: 0,
});
const withAssignments = (assignments: FactoryRecord['assignments'], inUse = true): FactoryRecord => {
  const record = factoryRecord('kapkoros', 0);
  return { ...record, assignments, chimneys: record.chimneys.map((one) => ({ ...one, inUse })) };
};
const hoursOf = (record: FactoryRecord, markers: Parameters<typeof planFolds>[2] = []): number[] => {
  const window = { fromMs: t0 - 2 * hourMs, toMs: t0 + 6 * hourMs };
  const tasks = planFolds(record, window, markers, t0 + 6 * hourMs);
  return tasks.flatMap(({ hours }) => hours.map((hour) => (hour - t0) / hourMs));
};

describe('which hours are folded', () => {
  it('none before the first device, every one since: a device taken off shows as missing', () => {
    expect(hoursOf(withAssignments([assigned(0.5, 2), assigned(4, null)]))).toEqual([0, 1, 2, 3, 4, 5]);
    expect(hoursOf(withAssignments([assigned(0, 2)]))).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('out of use only those in which a device measured', () => {
    expect(hoursOf(withAssignments([assigned(0.5, 2), assigned(4, 5)], false))).toEqual([0, 1, 4]);
  });

  it('none of a chimney that never had a device, although it counts as in use', async () => {
    const record = withAssignments([assigned(0, null)]);
    const world = memoryWorld({ nowMs: t0 + hourMs }, [record]);
    await world.watermarks.advance(partition, t0);
    await storeReadings(world.minutes, burning('ct-kapkoros-1a', t0, t0 + hourMs));
    await rollUpPartition(world, partition);
    expect(await world.days.chimneyDay('kapkoros-2', date)).toBeNull();
    expect(await world.days.factoryDay('kapkoros', date)).toMatchObject({
      chimneysReporting: 1,
      chimneysInUse: 2,
    });
  });

  it('dirty ones of each chimney the device ever measured, but none in the future or too old to have minutes', () => {
    const marker = { factoryId: 'kapkoros', deviceId: 'ct-kapkoros-1a', token: 't' };
    const hours = [t0 - 20 * hourMs, t0 + 7 * hourMs, t0 - refoldableMs];
    const record = withAssignments([assigned(-1_000, -10), assigned(-10, null, 'ct-kapkoros-1b')]);
    const markers = hours.map((hour) => ({ ...marker, hourMs: hour }));
    expect(hoursOf(record, markers)).toEqual([-20, -2, -1, 0, 1, 2, 3, 4, 5]);
    expect(hoursOf(record, [{ ...marker, deviceId: 'ct-other', hourMs: t0 - 20 * hourMs }])).not.toContain(
      -20,
    );
  });

  it.each([
    [60, 60],
    [300, 12],
  ])('a silent device that sampled every %i s owes %i readings an hour', async (periodS, owed) => {
    const world = memoryWorld({ nowMs: t0 + 30 * hourMs }, [withAssignments([assigned(0, null)])]);
    await world.watermarks.advance(partition, t0);
    await storeReadings(world.minutes, burning('ct-kapkoros-1a', t0, t0 + hourMs, periodS));
    await rollUpPartition(world, partition);
    const days = await world.days.chimneyDays('kapkoros-1', date, nairobiDate(t0 + 29 * hourMs));
    const folds = days.flatMap((day) => slotsOf(day)).map(({ fold }) => fold);
    expect(folds.map(({ possibleReadings }) => possibleReadings)).toEqual(Array(30).fill(owed));
    const day = await world.days.factoryDay('kapkoros', date);
    expect(day?.totals.capture).toBeCloseTo(1 / 16, 12);
  });

  it('many of them in pieces: a correction 30 days back never holds a whole month of readings', async () => {
    const record = withAssignments([assigned(0, null)]);
    const hours = Array.from({ length: 720 }, (_, hour) => t0 + hour * hourMs);
    const reads: { fromMs: number; toMs: number }[] = [];
    const minutes = {
      read: async (_deviceId: string, fromMs: number, toMs: number) => {
        reads.push({ fromMs, toMs });
        return [];
      },
      newest: async () => null,
    };
    const folds = await foldHours(minutes, record, { chimneyId: 'kapkoros-1', hours }, t0 + 721 * hourMs);
    expect([...folds.keys()]).toEqual(hours);
    expect(Math.max(...reads.map(({ fromMs, toMs }) => toMs - fromMs))).toBeLessThan(28 * hourMs);
    expect(reads).toHaveLength(30);
  });

  it('a silent device leaves operating hours that are missing, never hours that are absent', async () => {
    const world = memoryWorld({ nowMs: t0 + 3 * hourMs }, [withAssignments([assigned(0, null)])]);
    await world.watermarks.advance(partition, t0);
    await rollUpPartition(world, partition);
    const day = await world.days.factoryDay('kapkoros', date);
    expect(day?.totals).toMatchObject({ operatingS: 3 * 3_600, missingOperatingS: 3 * 3_600, capture: 0 });
    expect(day).toMatchObject({ chimneysReporting: 0 });
  });
});

describe('what stays as it is', () => {
  it('a seeded hour survives a fold that finds no minutes', async () => {
    const world = memoryWorld({ nowMs: t0 + 2 * hourMs }, [withAssignments([assigned(-100, null)])]);
    const seeded = chimneyDay('kapkoros-1', date, { 7: { hasSeeded: true }, 8: { hasSeeded: true } });
    await world.days.putChimneyDay(seeded);
    await rollUpPartition(world, partition);
    const after = await world.days.chimneyDay('kapkoros-1', date);
    expect(after?.hours.slice(7, 9)).toEqual(seeded.hours.slice(7, 9));
    expect(await world.days.factoryDay('kapkoros', date)).toMatchObject({ origin: 'seeded' });
  });

  it('a seeded hour survives a change of sources, which has no readings to fold it from', async () => {
    const world = memoryWorld({ nowMs: t0 + 2 * hourMs }, [withAssignments([assigned(-100, null)])]);
    const seeded = chimneyDay('kapkoros-1', date, { 7: { hasSeeded: true } });
    await world.days.putChimneyDay(seeded);
    await world.dirtyHours.mark('kapkoros', 'ct-kapkoros-1a', t0 - hourMs, 'sources');
    await rollUpPartition(world, partition);
    expect((await world.days.chimneyDay('kapkoros-1', date))?.hours[7]).toEqual(seeded.hours[7]);
  });

  it('a day is complete once it is over and all of its hours are settled', async () => {
    const clock = { nowMs: t0 + 15 * hourMs };
    const world = memoryWorld(clock, [withAssignments([assigned(0, null)])]);
    await world.watermarks.advance(partition, t0);
    const completeAt = async (nowMs: number): Promise<boolean | undefined> => {
      clock.nowMs = nowMs;
      await rollUpPartition(world, partition);
      return (await world.days.factoryDay('kapkoros', date))?.complete;
    };
    const midnightMs = t0 + 16 * hourMs;
    expect(await completeAt(midnightMs - minuteMs)).toBe(false);
    expect(await completeAt(midnightMs + 14 * minuteMs)).toBe(false);
    expect(await completeAt(midnightMs + 24 * minuteMs)).toBe(true);
  });
});

describe('substitution in the roll-up', () => {
  const scene = async (gapHours: readonly number[]) => {
    const clock = { nowMs: t0 + 5 * hourMs };
    const world = memoryWorld(clock, [withAssignments([assigned(-1_000, null)])]);
    await world.watermarks.advance(partition, t0 + 2 * hourMs);
    for (const day of ['2026-11-22', '2026-11-23']) {
      await world.days.putChimneyDay(chimneyDay('kapkoros-1', day, fullDay));
    }
    const reads: string[] = [];
    const days: DayStore = {
      ...world.days,
      chimneyDays: (chimneyId, from, to) => {
        reads.push(from);
        return world.days.chimneyDays(chimneyId, from, to);
      },
    };
    for (let hour = 0; hour < 5; hour += 1) {
      if (gapHours.includes(hour)) continue;
      const startMs = t0 + hour * hourMs;
      await storeReadings(world.minutes, burning('ct-kapkoros-1a', startMs, startMs + hourMs));
    }
    clock.nowMs += 20 * minuteMs;
    await rollUpPartition({ ...world, days }, partition);
    return { day: await world.days.chimneyDay('kapkoros-1', date), reads, world, clock };
  };

  it('reads the past only when there is an hour to replace', async () => {
    expect((await scene([])).reads).toHaveLength(1);
    expect((await scene([2])).reads.length).toBeGreaterThan(1);
  });

  it('replaces a closed gap whole and says what it refers to', async () => {
    const { day } = await scene([2]);
    const [before, gap, after] = slotsOf(day).slice(1, 4);
    expect([before?.substitution, after?.substitution]).toEqual([null, null]);
    expect(gap?.fold.storedReadings).toBe(0);
    expect(gap?.substitution).toMatchObject({ rung: 1, reference: { hours: 50 } });
    expect(gap?.substitution?.substitutedKg).toBeGreaterThan(0);
  });

  it('keeps the reference but follows the operating time that late readings tell', async () => {
    const { day, world, clock } = await scene([2]);
    const first = slotsOf(day)[2]?.substitution;
    const cold = burning('ct-kapkoros-1a', t0 + 2 * hourMs + 15 * minuteMs, t0 + 3 * hourMs, 60, {
      co2Ppm: 400,
      gasTemperatureDeciC: 250,
    });
    await receiveReadings(world, 'kapkoros', cold, () => clock.nowMs);
    await rollUpPartition(world, partition);
    const gap = slotsOf(await world.days.chimneyDay('kapkoros-1', date))[2];
    expect(gap?.fold.operatingMinutes).toBe(15);
    expect(gap?.substitution?.reference).toEqual(first?.reference);
    expect(gap?.substitution?.substitutedKg).toBeCloseTo((first?.substitutedKg ?? 0) / 4, 9);
  });

  it('leaves a gap that is not closed yet as missing', async () => {
    const { day } = await scene([3, 4]);
    expect(slotsOf(day).map(({ substitution }) => substitution)).toEqual([
      null,
      null,
      null,
      null,
      null,
      null,
    ]);
  });
});
