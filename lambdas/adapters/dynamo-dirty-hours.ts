import { randomUUID } from 'node:crypto';
import { ConditionalCheckFailedException, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, DynamoDBDocumentClient, paginateQuery, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { DirtyHour, DirtyHours } from './ports/dirty-hours.ts';
import type { StoreAccess } from './table-access.ts';
import { partitions, telemetryKeys } from './table-keys.ts';

const markerSchema = z.object({
  sk: z.string().transform((sk) => sk.split('#')),
  token: z.string(),
  sourcesChanged: z.boolean().optional(),
});

const markerFromItem = (item: unknown): DirtyHour => {
  const { sk, token, sourcesChanged = false } = markerSchema.parse(item);
  const [factoryId = '', deviceId = '', hour = ''] = sk;
  return { factoryId, deviceId, hourMs: Date.parse(`${hour}:00:00Z`), token, sourcesChanged };
};

/** What each call does to which items. */
export const dirtyHoursAccess: StoreAccess<DirtyHours, 'telemetry'> = {
  table: 'telemetry',
  calls: {
    mark: { UpdateItem: ['dirtyHours'] },
    list: { Query: ['dirtyHours'] },
    clear: { DeleteItem: ['dirtyHours'] },
  },
};

/**
 * Markers of hours to fold again, in the Telemetry table: a few fixed partitions, so listing them is a Query.
 * `newToken` must never give the same text twice.
 */
export const createDynamoDirtyHours = (
  client: DynamoDBClient,
  TableName: string,
  newToken: () => string = randomUUID,
): DirtyHours => {
  const documents = DynamoDBDocumentClient.from(client);
  return {
    mark: async (factoryId, deviceId, hourMs, reason = 'readings') => {
      const isSources = reason === 'sources';
      await documents.send(
        new UpdateCommand({
          TableName,
          Key: telemetryKeys.dirtyHour(factoryId, deviceId, hourMs),
          // A later mark of another reason must not take back that the sources changed.
          UpdateExpression: `SET #token = :token${isSources ? ', sourcesChanged = :true' : ''}`,
          ExpressionAttributeNames: { '#token': 'token' },
          ExpressionAttributeValues: { ':token': newToken(), ...(isSources && { ':true': true }) },
        }),
      );
    },
    list: async (partition) => {
      const pages = paginateQuery(
        { client: documents },
        {
          TableName,
          ConsistentRead: true,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': `${partitions.telemetry.dirtyHours}${partition}` },
        },
      );
      const markers: DirtyHour[] = [];
      for await (const { Items = [] } of pages) markers.push(...Items.map(markerFromItem));
      return markers;
    },
    clear: async ({ factoryId, deviceId, hourMs, token }) => {
      const clearing = new DeleteCommand({
        TableName,
        Key: telemetryKeys.dirtyHour(factoryId, deviceId, hourMs),
        ConditionExpression: '#token = :token',
        ExpressionAttributeNames: { '#token': 'token' },
        ExpressionAttributeValues: { ':token': token },
      });
      try {
        await documents.send(clearing);
        return 'cleared';
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return 'kept';
        throw error;
      }
    },
  };
};
