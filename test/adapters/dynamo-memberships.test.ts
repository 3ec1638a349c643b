import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDynamoMemberships } from '../../lambdas/adapters/dynamo-memberships.ts';
import { openLedger } from '../../lambdas/adapters/ledger-table.ts';
import { ledgerKeys } from '../../lambdas/adapters/table-keys.ts';
import { startTables, type TestTables } from '../fakes/dynalite.ts';

let tables: TestTables;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());

const manager = {
  sub: 'a-1',
  name: 'Wanjiru',
  role: 'factory-manager',
  factoryId: 'kapkoros',
  expiresAtMs: null,
} as const;

it('finds the membership that was put, and null for a stranger', async () => {
  const memberships = createDynamoMemberships(tables.client, tables.ledgerTable);
  await memberships.put(manager);
  expect(await memberships.find('a-1')).toEqual(manager);
  expect(await memberships.find('a-2')).toBeNull();
});

it('refuses a stored record that gives a network role to one factory', async () => {
  const ledger = openLedger(tables.client, tables.ledgerTable);
  await ledger.put({ ...ledgerKeys.membership('a-3'), ...manager, sub: 'a-3', role: 'ops' });
  await expect(createDynamoMemberships(tables.client, tables.ledgerTable).find('a-3')).rejects.toThrow();
});
