import { ConditionalCheckFailedException, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { type Watermarks, watermarkToleranceMs } from './ports/watermarks.ts';
import type { StoreAccess } from './table-access.ts';
import { telemetryKeys } from './table-keys.ts';

const watermarkSchema = z.object({ startedAtMs: z.int() });

/** What each call does to which items. */
export const watermarksAccess: StoreAccess<Watermarks, 'telemetry'> = {
  table: 'telemetry',
  calls: {
    read: { GetItem: ['watermarks'] },
    advance: { PutItem: ['watermarks'] },
  },
};

/** Watermarks of the roll-up in the Telemetry table. */
export const createDynamoWatermarks = (client: DynamoDBClient, TableName: string): Watermarks => {
  const documents = DynamoDBDocumentClient.from(client);
  return {
    read: async (partition) => {
      const Key = telemetryKeys.watermark(partition);
      const { Item } = await documents.send(new GetCommand({ TableName, Key, ConsistentRead: true }));
      return Item === undefined ? null : watermarkSchema.parse(Item).startedAtMs;
    },
    advance: async (partition, startedAtMs) => {
      const put = new PutCommand({
        TableName,
        Item: { ...telemetryKeys.watermark(partition), startedAtMs },
        ConditionExpression:
          'attribute_not_exists(pk) OR startedAtMs < :startedAtMs OR startedAtMs > :impossible',
        ExpressionAttributeValues: {
          ':startedAtMs': startedAtMs,
          ':impossible': startedAtMs + watermarkToleranceMs,
        },
      });
      await documents.send(put).catch((error: unknown) => {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
      });
    },
  };
};
