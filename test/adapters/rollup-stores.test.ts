import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDynamoDirtyHours } from '../../lambdas/adapters/dynamo-dirty-hours.ts';
import { createDynamoNetworkStatus } from '../../lambdas/adapters/dynamo-network-status.ts';
import { createDynamoProduction } from '../../lambdas/adapters/dynamo-production.ts';
import { createDynamoWatermarks } from '../../lambdas/adapters/dynamo-watermarks.ts';
import { workPartitionOf } from '../../lambdas/adapters/table-keys.ts';
import { startTables, type TestTables } from '../fakes/dynalite.ts';

const hourMs = Date.parse('2026-11-24T08:00:00.000Z');

describe('the small stores of the roll-up on real tables', () => {
  let tables: TestTables;
  beforeAll(async () => {
    tables = await startTables();
  });
  afterAll(() => tables.stop());

  it('dirty hours: a marker is listed in the partition of its factory and cleared by its own token', async () => {
    const dirty = createDynamoDirtyHours(tables.client, tables.telemetryTable);
    await dirty.mark('kapkoros', 'ct-kapkoros-1a', hourMs);
    const [marker, ...rest] = await dirty.list(workPartitionOf('kapkoros'));
    expect(rest).toEqual([]);
    expect(marker).toMatchObject({
      factoryId: 'kapkoros',
      deviceId: 'ct-kapkoros-1a',
      hourMs,
      sourcesChanged: false,
    });
    if (marker === undefined) throw new Error('no marker');
    expect(await dirty.clear(marker)).toBe('cleared');
    expect(await dirty.list(workPartitionOf('kapkoros'))).toEqual([]);
  });

  it('dirty hours: a marker set again after it was read stays', async () => {
    const dirty = createDynamoDirtyHours(tables.client, tables.telemetryTable);
    await dirty.mark('kapkoros', 'ct-kapkoros-1a', hourMs);
    const [read] = await dirty.list(workPartitionOf('kapkoros'));
    await dirty.mark('kapkoros', 'ct-kapkoros-1a', hourMs);
    if (read === undefined) throw new Error('no marker');
    expect(await dirty.clear(read)).toBe('kept');
    expect(await dirty.list(workPartitionOf('kapkoros'))).toHaveLength(1);
  });

  it('dirty hours: late readings do not take back that the sources changed', async () => {
    const dirty = createDynamoDirtyHours(tables.client, tables.telemetryTable);
    await dirty.mark('swap', 'ct-swap-1a', hourMs, 'sources');
    await dirty.mark('swap', 'ct-swap-1a', hourMs, 'readings');
    expect(await dirty.list(workPartitionOf('swap'))).toMatchObject([
      { factoryId: 'swap', sourcesChanged: true },
    ]);
  });

  it('watermarks only move forward', async () => {
    const watermarks = createDynamoWatermarks(tables.client, tables.telemetryTable);
    expect(await watermarks.read(2)).toBeNull();
    await watermarks.advance(2, 2_000);
    await watermarks.advance(2, 1_000);
    expect(await watermarks.read(2)).toBe(2_000);
    await watermarks.advance(2, 3_000);
    expect(await watermarks.read(2)).toBe(3_000);
    expect(await watermarks.read(1)).toBeNull();
  });

  it('watermarks give way when they lie further ahead than clocks differ: nothing was rolled up in the future', async () => {
    const watermarks = createDynamoWatermarks(tables.client, tables.telemetryTable);
    const nowMs = Date.parse('2026-11-24T08:00:00Z');
    await watermarks.advance(3, nowMs + 24 * 3_600_000);
    await watermarks.advance(3, nowMs);
    expect(await watermarks.read(3)).toBe(nowMs);
  });

  it('made tea: zero is a value, nothing entered is null, the last entry counts', async () => {
    const production = createDynamoProduction(tables.client, tables.ledgerTable);
    const entry = { factoryId: 'kapkoros', date: '2026-11-24', origin: 'seeded' as const };
    expect(await production.madeTeaKg('kapkoros', '2026-11-24')).toBeNull();
    await production.putMadeTea({ ...entry, madeTeaKg: 12_000.5 });
    await production.putMadeTea({ ...entry, madeTeaKg: 0 });
    expect(await production.madeTeaKg('kapkoros', '2026-11-24')).toBe(0);
    expect(await production.madeTeaKg('kapkoros', '2026-11-23')).toBeNull();
  });

  it('network status: gives every partition back and is as old as its oldest', async () => {
    const status = createDynamoNetworkStatus(tables.client, tables.telemetryTable);
    expect(await status.read()).toEqual({ asOfMs: null, factories: [] });
    const line = {
      factoryId: 'kapkoros',
      lastReadingAtMs: hourMs,
      rateKgPerS: 0.1 + 0.2,
      chimneysReporting: 1,
      chimneysInUse: 2,
      operatingState: 'firing' as const,
      openAlerts: 3,
    };
    const silent = { ...line, factoryId: 'silent', lastReadingAtMs: null, rateKgPerS: null };
    await status.put(0, hourMs + 60_000, [line]);
    await status.put(3, hourMs, [silent]);
    expect(await status.read()).toEqual({ asOfMs: hourMs, factories: [line, silent] });
  });
});
