import { ConditionalCheckFailedException, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  UpdateCommand,
  type UpdateCommandInput,
} from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { settleBounded } from './bounded.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import type { Page } from './ports/registry.ts';
import type { Key } from './table-keys.ts';

const readsAtOnce = 16;
/** No sort key here is longer, and DynamoDB refuses those above 1,024 bytes. */
const longestKey = 300;

type Item = Record<string, unknown>;
export type Condition = Pick<UpdateCommandInput, 'ConditionExpression' | 'ExpressionAttributeValues'>;
export type Change = Condition & { UpdateExpression: string };

const nullIfRefused = (error: unknown): null => {
  if (error instanceof ConditionalCheckFailedException) return null;
  throw error;
};

/** The ways alerts are read and written: guarded by conditions, listed page by page, never scanned. */
export const openAlertTable = (client: DynamoDBClient, TableName: string) => {
  const documents = DynamoDBDocumentClient.from(client);

  return {
    /** In the order of the keys; those without an item are left out. */
    getMany: async (keys: readonly Key[]): Promise<Item[]> => {
      const answers = await settleBounded(keys, readsAtOnce, ({ pk, sk }) =>
        documents.send(new GetCommand({ TableName, Key: { pk, sk }, ConsistentRead: true })),
      );
      return answers.flatMap((answer) => {
        if (answer.status === 'rejected') throw answer.reason;
        return answer.value.Item ?? [];
      });
    },
    /** One page of a partition. A foreign cursor can move within the partition, never out of it. */
    page: async (query: {
      pk: string;
      newestFirst: boolean;
      limit: number;
      cursor: string | undefined;
    }): Promise<Page<Item>> => {
      const { pk, newestFirst, limit, cursor } = query;
      const startSk =
        cursor === undefined ? undefined : decodeCursor(cursor, z.string().min(1).max(longestKey));
      const { Items = [], LastEvaluatedKey } = await documents.send(
        new QueryCommand({
          TableName,
          ConsistentRead: true,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': pk },
          ScanIndexForward: !newestFirst,
          Limit: limit,
          ...(startSk !== undefined && { ExclusiveStartKey: { pk, sk: startSk } }),
        }),
      );
      return {
        items: Items,
        nextCursor: LastEvaluatedKey === undefined ? null : encodeCursor(LastEvaluatedKey.sk),
      };
    },
    /** The changed item; null where the condition did not hold. */
    update: async (Key: Key, change: Change): Promise<Item | null> => {
      const command = new UpdateCommand({ TableName, Key, ReturnValues: 'ALL_NEW', ...change });
      return documents.send(command).then(({ Attributes }) => Attributes ?? null, nullIfRefused);
    },
    putIf: (Item: Item, condition: Condition): Promise<boolean> =>
      documents.send(new PutCommand({ TableName, Item, ...condition })).then(
        () => true,
        (error: unknown) => nullIfRefused(error) ?? false,
      ),
    deleteIf: (Key: Key, condition: Condition): Promise<boolean> =>
      documents.send(new DeleteCommand({ TableName, Key, ...condition })).then(
        () => true,
        (error: unknown) => nullIfRefused(error) ?? false,
      ),
  };
};
