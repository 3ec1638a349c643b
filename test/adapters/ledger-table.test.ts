import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  ProvisionedThroughputExceededException,
} from '@aws-sdk/client-dynamodb';
import { BatchWriteCommand, DynamoDBDocumentClient, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { openLedger } from '../../lambdas/adapters/ledger-table.ts';

const dynamo = mockClient(DynamoDBDocumentClient);
const ledger = openLedger(new DynamoDBClient({ region: 'local' }), 'ledger');
beforeEach(() => dynamo.reset());
afterAll(() => dynamo.restore());

const item = (n: number) => ({ pk: 'FAC#a', sk: `CHIM#a-${n}`, n });
const items = (count: number) => Array.from({ length: count }, (_, n) => item(n));
const putRequests = (count: number, from = 0) =>
  items(count)
    .slice(from)
    .map((Item) => ({ PutRequest: { Item } }));
const error = { $metadata: {}, message: 'no' };

describe('a query', () => {
  it('follows every page to its end, reading consistently', async () => {
    dynamo
      .on(QueryCommand)
      .resolvesOnce({ Items: items(2), LastEvaluatedKey: { pk: 'FAC#a', sk: 'CHIM#a-1' } })
      .resolvesOnce({ Items: [item(2)] });
    expect(await ledger.query('FAC#a', 'CHIM#')).toEqual(items(3));
    const inputs = dynamo.commandCalls(QueryCommand).map((call) => call.args[0].input);
    expect(inputs.map(({ ExclusiveStartKey }) => ExclusiveStartKey)).toEqual([
      undefined,
      { pk: 'FAC#a', sk: 'CHIM#a-1' },
    ]);
    expect(inputs.every(({ ConsistentRead }) => ConsistentRead === true)).toBe(true);
  });
});

describe('a put on condition', () => {
  it('tells a taken key from a store that fails', async () => {
    dynamo.on(PutCommand).rejectsOnce(new ConditionalCheckFailedException(error));
    expect(await ledger.putNew(item(1))).toBe('taken');
    dynamo.on(PutCommand).rejects(new ProvisionedThroughputExceededException(error));
    await expect(ledger.putNew(item(1))).rejects.toThrow(ProvisionedThroughputExceededException);
  });
});

describe('a put of many', () => {
  it('goes in batches of 25', async () => {
    dynamo.on(BatchWriteCommand).resolves({});
    await ledger.putAll(items(60));
    const sizes = dynamo
      .commandCalls(BatchWriteCommand)
      .map((call) => call.args[0].input.RequestItems?.ledger?.length);
    expect(sizes).toEqual([25, 25, 10]);
  });

  it('sends again what the store refused under load, and only that', async () => {
    dynamo
      .on(BatchWriteCommand)
      .resolvesOnce({ UnprocessedItems: { ledger: putRequests(5, 3) } })
      .resolvesOnce({});
    await ledger.putAll(items(5));
    const [, again] = dynamo.commandCalls(BatchWriteCommand).map((call) => call.args[0].input.RequestItems);
    expect(again?.ledger).toEqual(putRequests(5, 3));
  });

  it('gives up when nothing of a batch is accepted', async () => {
    dynamo.on(BatchWriteCommand).resolves({ UnprocessedItems: { ledger: putRequests(2) } });
    await expect(ledger.putAll(items(2))).rejects.toThrow('accepted no item');
  });
});
