import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  paginateQuery,
} from '@aws-sdk/client-dynamodb';
import {
  chimneyDayFromItem,
  chimneyDayItem,
  factoryDayFromItem,
  factoryDayItem,
  type Item,
  networkDayFromItem,
  networkDayItem,
} from './day-items.ts';
import type { DayStore, GuardedWrite } from './ports/day-store.ts';
import type { StoreAccess } from './table-access.ts';
import { type Key, telemetryKeys, workPartitions } from './table-keys.ts';

const openDays = (client: DynamoDBClient, TableName: string) => ({
  get: async (key: Key): Promise<Item | null> => {
    const { Item } = await client.send(
      new GetItemCommand({ TableName, ConsistentRead: true, Key: { pk: { S: key.pk }, sk: { S: key.sk } } }),
    );
    return Item ?? null;
  },
  between: async (from: Key, to: Key): Promise<Item[]> => {
    const pages = paginateQuery(
      { client },
      {
        TableName,
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
        ExpressionAttributeValues: { ':pk': { S: from.pk }, ':from': { S: from.sk }, ':to': { S: to.sk } },
      },
    );
    const items: Item[] = [];
    for await (const { Items = [] } of pages) items.push(...Items);
    return items;
  },
  putIfUnchanged: async (item: Item, version: number): Promise<GuardedWrite> => {
    const condition =
      version === 0
        ? { ConditionExpression: 'attribute_not_exists(pk)' }
        : {
            ConditionExpression: 'v = :version',
            ExpressionAttributeValues: { ':version': { N: String(version) } },
          };
    try {
      await client.send(new PutItemCommand({ TableName, Item: item, ...condition }));
      return 'written';
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return 'conflict';
      throw error;
    }
  },
});

/** What each call does to which items. */
export const daysAccess: StoreAccess<DayStore, 'telemetry'> = {
  table: 'telemetry',
  calls: {
    chimneyDay: { GetItem: ['chimneyDays'] },
    chimneyDays: { Query: ['chimneyDays'] },
    putChimneyDay: { PutItem: ['chimneyDays'] },
    factoryDay: { GetItem: ['factoryDays'] },
    factoryDays: { Query: ['factoryDays'] },
    putFactoryDay: { PutItem: ['factoryDays'] },
    networkDay: { GetItem: ['networkDays'] },
    networkDays: { Query: ['networkDays'] },
    putNetworkDay: { PutItem: ['networkDays'] },
  },
};

/**
 * Roll-ups in the Telemetry table. Every read is consistent, because a roll-up must see the children that were
 * written a moment ago. Errors of the store are thrown as they come.
 */
export const createDynamoDayStore = (client: DynamoDBClient, tableName: string): DayStore => {
  const days = openDays(client, tableName);
  const { chimneyDay, factoryDay, networkDay } = telemetryKeys;
  const one = async <Day>(key: Key, parse: (item: Item) => Day): Promise<Day | null> => {
    const item = await days.get(key);
    return item === null ? null : parse(item);
  };
  return {
    chimneyDay: (chimneyId, date) => one(chimneyDay(chimneyId, date), chimneyDayFromItem),
    chimneyDays: async (chimneyId, from, to) =>
      (await days.between(chimneyDay(chimneyId, from), chimneyDay(chimneyId, to))).map(chimneyDayFromItem),
    putChimneyDay: (day) => days.putIfUnchanged(chimneyDayItem(day), day.version),
    factoryDay: (factoryId, date) => one(factoryDay(factoryId, date), factoryDayFromItem),
    factoryDays: async (factoryId, from, to) =>
      (await days.between(factoryDay(factoryId, from), factoryDay(factoryId, to))).map(factoryDayFromItem),
    putFactoryDay: (day) => days.putIfUnchanged(factoryDayItem(day), day.version),
    networkDay: (partition, date) => one(networkDay(partition, date), networkDayFromItem),
    networkDays: async (from, to) => {
      const partitions = Array.from({ length: workPartitions }, (_, partition) =>
        days.between(networkDay(partition, from), networkDay(partition, to)),
      );
      return (await Promise.all(partitions)).flat().map(networkDayFromItem);
    },
    putNetworkDay: (day) => days.putIfUnchanged(networkDayItem(day), day.version),
  };
};
