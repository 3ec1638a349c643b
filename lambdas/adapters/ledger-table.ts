import { ConditionalCheckFailedException, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  BatchWriteCommand,
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  type QueryCommandInput,
} from '@aws-sdk/lib-dynamodb';
import type { Key } from './table-keys.ts';

/** One item as it lies in the table, keys included. */
export type LedgerItem = Key & Record<string, unknown>;

/** DynamoDB takes at most this many items in one BatchWriteItem. */
const batchSize = 25;

/**
 * The few ways the Ledger is read and written: by key, by partition, on condition that a key is free, in bulk.
 * Reads are consistent: a person who just saved something must see it.
 */
export type LedgerTable = {
  get(key: Key): Promise<LedgerItem | null>;
  /** All items of a partition whose sort key starts with `prefix`, in key order. */
  query(partition: string, prefix?: string): Promise<LedgerItem[]>;
  put(item: LedgerItem): Promise<void>;
  /** `taken` if an item with this key is already there; that one stays as it is. */
  putNew(item: LedgerItem): Promise<'put' | 'taken'>;
  putAll(items: readonly LedgerItem[]): Promise<void>;
  delete(key: Key): Promise<void>;
};

const isTaken = (error: unknown): 'taken' => {
  if (error instanceof ConditionalCheckFailedException) return 'taken';
  throw error;
};

/** Opens the Ledger through any DynamoDB client. Errors of the store are thrown as they come. */
export const openLedger = (client: DynamoDBClient, tableName: string): LedgerTable => {
  const documents = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });

  const queryPages = async (input: QueryCommandInput): Promise<LedgerItem[]> => {
    const { Items = [], LastEvaluatedKey } = await documents.send(new QueryCommand(input));
    const items = Items as LedgerItem[];
    if (LastEvaluatedKey === undefined) return items;
    return [...items, ...(await queryPages({ ...input, ExclusiveStartKey: LastEvaluatedKey }))];
  };

  const putBatch = async (items: readonly LedgerItem[]): Promise<void> => {
    const requests = items.map((Item) => ({ PutRequest: { Item } }));
    const { UnprocessedItems } = await documents.send(
      new BatchWriteCommand({ RequestItems: { [tableName]: requests } }),
    );
    const refused = (UnprocessedItems?.[tableName] ?? []).map(
      (request) => request.PutRequest?.Item as LedgerItem,
    );
    // What the store refused under load is sent again; a batch that makes no headway at all is an error.
    if (refused.length === items.length) throw new Error('the Ledger accepted no item of a batch; try again');
    if (refused.length > 0) await putBatch(refused);
  };

  return {
    get: async (key) => {
      const { Item } = await documents.send(
        new GetCommand({ TableName: tableName, Key: key, ConsistentRead: true }),
      );
      return (Item as LedgerItem | undefined) ?? null;
    },
    query: (partition, prefix = '') =>
      queryPages({
        TableName: tableName,
        ConsistentRead: true,
        KeyConditionExpression: prefix === '' ? 'pk = :pk' : 'pk = :pk AND begins_with(sk, :prefix)',
        ExpressionAttributeValues: { ':pk': partition, ...(prefix !== '' && { ':prefix': prefix }) },
      }),
    put: async (item) => {
      await documents.send(new PutCommand({ TableName: tableName, Item: item }));
    },
    putNew: (item) =>
      documents
        .send(
          new PutCommand({
            TableName: tableName,
            Item: item,
            ConditionExpression: 'attribute_not_exists(pk)',
          }),
        )
        .then(() => 'put' as const, isTaken),
    putAll: async (items) => {
      for (let start = 0; start < items.length; start += batchSize) {
        await putBatch(items.slice(start, start + batchSize));
      }
    },
    delete: async (key) => {
      await documents.send(new DeleteCommand({ TableName: tableName, Key: key }));
    },
  };
};
