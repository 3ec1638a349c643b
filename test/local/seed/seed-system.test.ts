import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDynamoDayStore } from '../../../lambdas/adapters/dynamo-day-store.ts';
import { createDynamoMinuteStore } from '../../../lambdas/adapters/dynamo-minute-store.ts';
import { createDynamoProduction } from '../../../lambdas/adapters/dynamo-production.ts';
import { createDynamoRegistry } from '../../../lambdas/adapters/dynamo-registry.ts';
import { createDynamoWatermarks } from '../../../lambdas/adapters/dynamo-watermarks.ts';
import { hourTotals, sumOverSources, sumOverTime } from '../../../lambdas/domain/emission-totals.ts';
import { addDays, hourFloorMs, hourMs } from '../../../lambdas/domain/nairobi.ts';
import { type SeedPorts, type SeedProgress, seedSystem } from '../../../local/seed/seed-system.ts';
import { startTables, type TestTables } from '../../fakes/dynalite.ts';

const nowMs = Date.UTC(2026, 10, 24, 9, 17, 23);
const today = '2026-11-24';
const options = { nowMs, scale: 'small' } as const;

describe('seeding a small system', () => {
  let tables: TestTables;
  let ports: SeedPorts;
  beforeEach(async () => {
    tables = await startTables();
    const { client, telemetryTable, ledgerTable } = tables;
    ports = {
      client,
      telemetryTable,
      ledgerTable,
      registry: createDynamoRegistry(client, ledgerTable),
      watermarks: createDynamoWatermarks(client, telemetryTable),
    };
  });
  afterEach(() => tables.stop());

  const days = () => createDynamoDayStore(tables.client, tables.telemetryTable);
  const everything = async (table: string): Promise<string[]> => {
    const { Items = [], LastEvaluatedKey } = await tables.client.send(new ScanCommand({ TableName: table }));
    const seen = Items.map((item) => JSON.stringify(item, Object.keys(item).sort()));
    return LastEvaluatedKey === undefined ? seen.sort() : ['more than one page'];
  };

  it('leaves factories, devices with their certificates, and ten complete days behind', async () => {
    const certificateIdOf = (deviceId: string) => `certificate of ${deviceId}`;
    expect(await seedSystem(ports, { ...options, certificateIdOf })).toEqual({
      status: 'seeded',
      seededAtMs: nowMs,
    });
    expect((await ports.registry.listFactories()).map(({ factoryId }) => factoryId)).toEqual([
      'githambo',
      'kapkoros',
      'motigo',
    ]);
    expect(await ports.registry.device('ct-kapkoros-2a')).toMatchObject({
      chimneyId: 'kapkoros-2',
      certificateId: 'certificate of ct-kapkoros-2a',
    });
    const stored = await days().factoryDays('kapkoros', addDays(today, -10), addDays(today, -1));
    expect(stored).toHaveLength(10);
    for (const day of stored) {
      expect(day).toMatchObject({ complete: true, origin: 'seeded', chimneysInUse: 3 });
      expect(day.totals.measuredKg).toBeGreaterThan(5_000);
    }
  });

  it('stores factory-days and network-days that are the sums of the stored hours', async () => {
    await seedSystem(ports, options);
    const date = addDays(today, -3);
    const chimneyDays = await Promise.all(
      ['kapkoros-1', 'kapkoros-2', 'kapkoros-3'].map((chimneyId) => days().chimneyDay(chimneyId, date)),
    );
    const expected = sumOverSources(
      chimneyDays.map((day) =>
        sumOverTime((day?.hours ?? []).filter((slot) => slot !== null).map(hourTotals)),
      ),
    );
    const factoryDay = await days().factoryDay('kapkoros', date);
    expect(factoryDay?.totals.measuredKg).toBe(expected.measuredKg);
    expect(factoryDay?.totals.validReadings).toBe(expected.validReadings);
    const rows = (await days().networkDays(date, date)).flatMap((day) => day.factories);
    expect(rows.map(({ factoryId }) => factoryId).sort()).toEqual(['githambo', 'kapkoros', 'motigo']);
    expect(rows.find(({ factoryId }) => factoryId === 'kapkoros')?.totals).toEqual(factoryDay?.totals);
  });

  it('enters made tea for past days and none for today', async () => {
    await seedSystem(ports, options);
    const production = createDynamoProduction(tables.client, tables.ledgerTable);
    const teaKg = await production.madeTeaKg('kapkoros', addDays(today, -1));
    const day = await days().factoryDay('kapkoros', addDays(today, -1));
    expect(teaKg).toBeGreaterThan(5_000);
    expect(day?.madeTeaKg).toBe(teaKg);
    expect(await production.madeTeaKg('kapkoros', today)).toBeNull();
  });

  it('hands over without a gap from seeded hours to raw minutes, which the first roll-up folds', async () => {
    await seedSystem(ports, options);
    const minutesFromMs = hourFloorMs(nowMs) - 2 * hourMs;
    const hours = (await days().chimneyDay('kapkoros-1', today))?.hours ?? [];
    expect(hours.findLast((slot) => slot !== null)?.fold.startMs).toBe(minutesFromMs - hourMs);
    const minutes = createDynamoMinuteStore(tables.client, tables.telemetryTable);
    const stored = await minutes.read('ct-kapkoros-1a', minutesFromMs - hourMs, nowMs + hourMs);
    expect(stored[0]?.minuteMs).toBe(minutesFromMs);
    expect(stored).toHaveLength(2 * 60 + 18);
    const taken = stored.flatMap((minute) => minute.readings.map((reading) => reading.takenAtMs));
    expect(taken.every((atMs) => atMs < nowMs)).toBe(true);
    expect(taken.at(-1)).toBeGreaterThan(nowMs - 5_000);
    expect(new Set(stored.flatMap((minute) => minute.readings.map(({ origin }) => origin)))).toEqual(
      new Set(['seeded']),
    );
    for (const partition of [0, 1, 2, 3]) {
      expect(await ports.watermarks.read(partition)).toBe(minutesFromMs + 2 * hourMs);
    }
  });

  it('is not repeated: time with the system off stays empty', async () => {
    await seedSystem(ports, options);
    const before = await everything(tables.ledgerTable);
    const later = await seedSystem(ports, { ...options, nowMs: nowMs + 3 * 24 * hourMs });
    expect(later).toEqual({ status: 'already_seeded', seededAtMs: nowMs });
    expect(await everything(tables.ledgerTable)).toEqual(before);
    expect(await days().factoryDay('kapkoros', addDays(today, 2))).toBeNull();
  });

  it('that was cut off ends where it would have ended', async () => {
    const stopHalfWay = (progress: SeedProgress): void => {
      if (progress.done === 2) throw new Error('power cut');
    };
    await expect(seedSystem(ports, options, stopHalfWay)).rejects.toThrow('power cut');
    expect(await seedSystem(ports, { ...options, nowMs: nowMs + hourMs })).toEqual({
      status: 'seeded',
      seededAtMs: nowMs,
    });
    const resumed = await everything(tables.ledgerTable);
    await tables.stop();
    tables = await startTables();
    const { client } = tables;
    await seedSystem(
      {
        ...ports,
        client,
        registry: createDynamoRegistry(client, tables.ledgerTable),
        watermarks: createDynamoWatermarks(client, tables.telemetryTable),
      },
      options,
    );
    expect(await everything(tables.ledgerTable)).toEqual(resumed);
  });
});
