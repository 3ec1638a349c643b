import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDynamoLeases } from '../../lambdas/adapters/dynamo-leases.ts';
import type { Leases } from '../../lambdas/adapters/ports/leases.ts';
import { startTables, type TestTables } from '../fakes/dynalite.ts';

let tables: TestTables;
let leases: Leases;
beforeAll(async () => {
  tables = await startTables();
  leases = createDynamoLeases(tables.client, tables.ledgerTable);
});
afterAll(() => tables.stop());

const lease = (sub: string, tabId: string, factoryId = 'kapkoros', expiresAtMs = 60_000) => ({
  factoryId,
  sub,
  tabId,
  expiresAtMs,
});

it('shows a taken lease by user and by factory until it ends', async () => {
  expect(await leases.take(lease('a', 'tab00001'), 0)).toBe('taken');
  expect(await leases.ofUser('a', 59_999)).toEqual([lease('a', 'tab00001')]);
  expect(await leases.leasedFactories(59_999)).toEqual(new Set(['kapkoros']));
  expect(await leases.ofUser('a', 60_000)).toEqual([]);
  expect(await leases.leasedFactories(60_000)).toEqual(new Set());
});

it('refuses a fourth tab but renews any of the three', async () => {
  for (const tab of ['tab00001', 'tab00002', 'tab00003']) {
    expect(await leases.take(lease('b', tab), 0)).toBe('taken');
  }
  expect(await leases.take(lease('b', 'tab00004'), 0)).toBe('limit');
  expect(await leases.take(lease('b', 'tab00002', 'kapkoros', 90_000), 30_000)).toBe('taken');
  expect((await leases.ofUser('b', 0)).map(({ tabId }) => tabId)).toEqual([
    'tab00001',
    'tab00002',
    'tab00003',
  ]);
});

it('counts live leases only', async () => {
  for (const tab of ['tab00001', 'tab00002', 'tab00003']) await leases.take(lease('c', tab), 0);
  expect(await leases.take(lease('c', 'tab00004', 'kapkoros', 120_000), 60_000)).toBe('taken');
});

it('never exceeds the limit when tabs ask at once', async () => {
  const tabs = Array.from({ length: 8 }, (_, index) => `tab0000${index}`);
  await Promise.all(tabs.map((tab) => leases.take(lease('d', tab), 0)));
  expect((await leases.ofUser('d', 0)).length).toBeLessThanOrEqual(3);
});

it('drops the old factory when a tab moves on to another', async () => {
  await leases.take(lease('e', 'tab00001', 'momul', 200_000), 100_000);
  await leases.take(lease('e', 'tab00001', 'litein', 200_000), 100_000);
  const factories = await leases.leasedFactories(150_000);
  expect([factories.has('momul'), factories.has('litein')]).toEqual([false, true]);
  expect((await leases.ofUser('e', 150_000)).map(({ factoryId }) => factoryId)).toEqual(['litein']);
});
