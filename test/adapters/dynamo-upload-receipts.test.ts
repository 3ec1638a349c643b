import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDynamoUploadReceipts } from '../../lambdas/adapters/dynamo-upload-receipts.ts';
import { startTables, type TestTables } from '../fakes/dynalite.ts';

let tables: TestTables;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());

it('keeps the first receipt of a key, per device', async () => {
  const receipts = createDynamoUploadReceipts(tables.client, tables.ledgerTable);
  const result = { stored: 2, duplicates: 0, quarantined: [{ row: 1, reason: 'clock_ahead' }] };
  expect(await receipts.find('ct-a-1', 'key-0001')).toBeNull();
  await receipts.put('ct-a-1', 'key-0001', 'hash', result);
  await receipts.put('ct-a-1', 'key-0001', 'other', { stored: 0, duplicates: 2, quarantined: [] });
  expect(await receipts.find('ct-a-1', 'key-0001')).toEqual({ requestHash: 'hash', result });
  expect(await receipts.find('ct-b-1', 'key-0001')).toBeNull();
});
