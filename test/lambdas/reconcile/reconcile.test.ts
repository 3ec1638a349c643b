import { describe, expect, it } from 'vitest';
import { workPartitionOf } from '../../../lambdas/adapters/table-keys.ts';
import {
  addDays,
  hourMs,
  minuteMs,
  nairobiDate,
  nairobiDayStartMs,
} from '../../../lambdas/domain/nairobi.ts';
import { createHandler } from '../../../lambdas/reconcile/handler.ts';
import type { ReconcilePorts } from '../../../lambdas/reconcile/reconcile-partition.ts';
import { datesOfNight, rotationDays } from '../../../lambdas/reconcile/rotation.ts';
import { rollUpPartition } from '../../../lambdas/rollup/roll-up-partition.ts';
import { chimneyDay } from '../../fakes/hours.ts';
import { memoryWorld } from '../../fakes/memory-stores.ts';
import { factoryRecord } from '../../fakes/plant.ts';
import { burning, receiveReadings, storeReadings } from '../../fakes/rollup-world.ts';

const date = '2026-11-24';
const startMs = nairobiDayStartMs(date);
const partition = workPartitionOf('kapkoros');

/** A factory whose first chimney burned from 08:00 to 12:00 yesterday, rolled up; it is 02:30 now. */
const scene = async () => {
  const clock = { nowMs: startMs + 26 * hourMs + 30 * minuteMs };
  const record = factoryRecord('kapkoros', startMs + 8 * hourMs);
  const world = memoryWorld(clock, [record]);
  await world.watermarks.advance(partition, startMs);
  await storeReadings(world.minutes, burning('ct-kapkoros-1a', startMs + 8 * hourMs, startMs + 12 * hourMs));
  await rollUpPartition(world, partition);
  return { world, clock };
};
const reconcile = (ports: ReconcilePorts): Promise<void> => createHandler(ports)({});
type Scene = Awaited<ReturnType<typeof scene>>['world'];
const report = (world: Scene) =>
  world.lines.find((line) => line.lambda === 'reconcile' && line.partition === partition);

describe('the nightly reconciliation', () => {
  it('finds no drift where the stored hours follow from their minutes', async () => {
    const { world } = await scene();
    await reconcile(world);
    expect(report(world)).toMatchObject({ level: 'info', drift: 0, driftKg: 0, factories: 1 });
    expect(report(world)?.hours).toBeGreaterThan(25);
    expect(world.lines.filter((line) => line.lambda === 'reconcile')).toHaveLength(4);
  });

  it('reports a wrong hour and repairs it, its factory-day and its network-day', async () => {
    const { world } = await scene();
    const [right, sum] = [
      await world.days.chimneyDay('kapkoros-1', date),
      await world.days.factoryDay('kapkoros', date),
    ];
    if (right === null) throw new Error('not rolled up');
    const wrong = right.hours.map((slot, index) =>
      slot === null || index !== 9
        ? slot
        : { ...slot, fold: { ...slot.fold, integratedKg: slot.fold.integratedKg + 5 } },
    );
    await world.days.putChimneyDay({ ...right, hours: wrong });
    await reconcile(world);
    const found = report(world);
    expect(found).toMatchObject({ level: 'error', message: 'stored hours differed from their readings' });
    expect(found?.drifts).toContainEqual(
      expect.objectContaining({ where: 'kapkoros-1', what: 'hour differs', at: '2026-11-24T06:00:00.000Z' }),
    );
    expect((await world.days.chimneyDay('kapkoros-1', date))?.hours).toEqual(right.hours);
    expect((await world.days.factoryDay('kapkoros', date))?.totals).toEqual(sum?.totals);
    const row = (await world.days.networkDay(partition, date))?.factories[0];
    expect(row?.totals).toEqual(sum?.totals);
  });

  it('reports a factory-day that is not the sum of its chimneys', async () => {
    const { world } = await scene();
    const day = await world.days.factoryDay('kapkoros', date);
    if (day === null) throw new Error('not rolled up');
    await world.days.putFactoryDay({ ...day, totals: { ...day.totals, integratedKg: 1 } });
    await reconcile(world);
    expect(report(world)).toMatchObject({
      drift: 1,
      drifts: [{ where: 'kapkoros', what: 'factory sum differs' }],
    });
    expect((await world.days.factoryDay('kapkoros', date))?.totals).toEqual(day.totals);
  });

  it('reports readings that are gone, and keeps the figures that were made of them', async () => {
    const { world } = await scene();
    const before = await world.days.chimneyDay('kapkoros-1', date);
    await reconcile({ ...world, minutes: { ...world.minutes, read: async () => [] } });
    expect(report(world)?.drifts).toContainEqual(expect.objectContaining({ what: 'readings lost' }));
    const after = await world.days.chimneyDay('kapkoros-1', date);
    expect(before?.hours[9]?.fold.storedReadings).toBe(60);
    expect(after?.hours.slice(8, 12)).toEqual(before?.hours.slice(8, 12));
  });

  it('leaves seeded hours alone', async () => {
    const { world } = await scene();
    const past = addDays(date, -7);
    const record = factoryRecord('kapkoros', startMs - 40 * 24 * hourMs);
    world.records.set('kapkoros', record);
    const seeded = Object.fromEntries(Array.from({ length: 24 }, (_, hour) => [hour, { hasSeeded: true }]));
    for (const back of Array.from({ length: rotationDays + 1 }, (_, index) => index)) {
      const day = addDays(past, 7 - back);
      for (const id of ['kapkoros-1', 'kapkoros-2']) {
        if (day !== date) await world.days.putChimneyDay(chimneyDay(id, day, seeded));
      }
    }
    const before = await world.days.chimneyDay('kapkoros-2', past);
    await reconcile(world);
    expect(await world.days.chimneyDay('kapkoros-2', past)).toEqual(before);
    const named = (report(world)?.drifts ?? []) as { what: string; where: string; at: string }[];
    expect(
      named.filter(({ where, at }) => where === 'kapkoros-2' && nairobiDate(Date.parse(at)) !== date),
    ).toEqual([]);
  });

  it('does not call it drift when late readings wait for the roll-up', async () => {
    const { world } = await scene();
    const late = burning('ct-kapkoros-1a', startMs + 12 * hourMs, startMs + 14 * hourMs);
    await receiveReadings(world, 'kapkoros', late, world.now);
    await reconcile(world);
    expect(report(world)).toMatchObject({ drift: 0 });
  });

  it('works frozen substitutes out again, and calls that no drift', async () => {
    const { world } = await scene();
    const gapDate = addDays(date, -1);
    const full = Object.fromEntries(Array.from({ length: 24 }, (_, hour) => [hour, { hasSeeded: true }]));
    const withGap = { ...full, 5: { hasSeeded: true, validReadings: 10, storedReadings: 10 } };
    for (const back of [2, 3, 4])
      await world.days.putChimneyDay(chimneyDay('kapkoros-1', addDays(date, -back), full));
    const gap = chimneyDay('kapkoros-1', gapDate, withGap);
    const hours = gap.hours.map((slot, index) =>
      slot === null || index !== 5
        ? slot
        : {
            ...slot,
            substitution: {
              hourStartMs: slot.fold.startMs,
              rung: 1 as const,
              substitutedKg: 1,
              reference: { hours: 24, meanGPerNm3: 1, sigmaGPerNm3: 0 },
            },
          },
    );
    await world.days.putChimneyDay({ ...gap, hours });
    await reconcile(world);
    const slot = (await world.days.chimneyDay('kapkoros-1', gapDate))?.hours[5];
    expect(slot?.substitution).toMatchObject({
      substitutedKg: 36,
      reference: { meanGPerNm3: 150, hours: 77 },
    });
    expect(report(world)).toMatchObject({ substitutesChanged: 1 });
  });

  it('checks nothing before the first completed roll-up, and names factories that fail', async () => {
    const { world } = await scene();
    const unborn = { ...world, watermarks: { read: async () => null } };
    await reconcile(unborn);
    expect(report(world)).toMatchObject({ hours: 0, drift: 0 });
    const minutes: ReconcilePorts['minutes'] = {
      ...world.minutes,
      read: () => Promise.reject(new Error('no store')),
    };
    await expect(reconcile({ ...world, minutes })).rejects.toThrow(
      'Not reconciled: kapkoros (Error: no store)',
    );
  });
});

describe('the rotation', () => {
  it('looks at yesterday every night, at every date at least once a week, and at nothing older than 30 days', () => {
    const nights = Array.from({ length: 7 }, (_, night) =>
      datesOfNight(startMs + night * 24 * hourMs + 2 * hourMs),
    );
    for (const [night, dates] of nights.entries()) {
      expect(dates.at(-1)).toBe(addDays(date, night - 1));
      expect(dates[0] ?? '').toSatisfy((first: string) => first >= addDays(date, night - rotationDays));
      expect(dates.length).toBeLessThanOrEqual(6);
    }
    const seen = new Set(nights.flat());
    for (let back = 1; back <= rotationDays - 7; back += 1) expect(seen).toContain(addDays(date, -back));
  });
});
