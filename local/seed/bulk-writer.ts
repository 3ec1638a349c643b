import { setTimeout as pause } from 'node:timers/promises';
import { type AttributeValue, BatchWriteItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';

type Item = Record<string, AttributeValue>;

/** DynamoDB takes at most this many items in one BatchWriteItem. */
const batchSize = 25;
const batchesInFlight = 6;
const longestPauseMs = 2_000;

const batchesOf = (items: readonly Item[]): Item[][] =>
  Array.from({ length: Math.ceil(items.length / batchSize) }, (_, index) =>
    items.slice(index * batchSize, (index + 1) * batchSize),
  );

const putBatch = async (client: DynamoDBClient, table: string, items: Item[], attempt = 0): Promise<void> => {
  const requests = items.map((Item) => ({ PutRequest: { Item } }));
  const { UnprocessedItems } = await client.send(
    new BatchWriteItemCommand({ RequestItems: { [table]: requests } }),
  );
  const refused = (UnprocessedItems?.[table] ?? []).flatMap(({ PutRequest }) =>
    PutRequest?.Item === undefined ? [] : [PutRequest.Item],
  );
  if (refused.length === 0) return;
  await pause(Math.min(longestPauseMs, 50 * 2 ** attempt));
  await putBatch(client, table, refused, attempt + 1);
};

/** Puts items as they are, some batches at a time; each item replaces one of the same key. Errors are thrown. */
export const bulkPut = async (
  client: DynamoDBClient,
  table: string,
  items: readonly Item[],
): Promise<void> => {
  const batches = batchesOf(items);
  const worker = async (): Promise<void> => {
    for (let batch = batches.pop(); batch !== undefined; batch = batches.pop()) {
      await putBatch(client, table, batch);
    }
  };
  await Promise.all(Array.from({ length: batchesInFlight }, worker));
};
