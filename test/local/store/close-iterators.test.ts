import { QueryCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, expect, it, vi } from 'vitest';
import { closeIteratorsAfterQueries } from '../../../local/store/close-iterators.ts';
import { startTables } from '../../fakes/dynalite.ts';

afterEach(() => vi.restoreAllMocks());

it('leaves no iterator of the storage engine open after a query', async () => {
  const closed = vi.spyOn(closeIteratorsAfterQueries().AbstractValueIterator.prototype, 'close');
  const tables = await startTables();
  const queries = 20;
  const before = closed.mock.calls.length;
  for (let index = 0; index < queries; index += 1) {
    await tables.client.send(
      new QueryCommand({
        TableName: tables.telemetryTable,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': { S: `DEV#${index}` } },
        Limit: 1,
      }),
    );
  }
  await expect.poll(() => closed.mock.calls.length - before).toBeGreaterThanOrEqual(queries);
  await tables.stop();
});
