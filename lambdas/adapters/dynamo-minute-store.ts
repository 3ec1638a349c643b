import {
  type AttributeValue,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  QueryCommand,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import { compareReadings } from '../domain/reading.ts';
import { sdkUpdate, type UpdateItem } from './direct-update.ts';
import { fullMinuteReadings, healthAttributes, type Item, minuteFromItem, minuteKey } from './minute-item.ts';
import { minuteOutcome, type NamedReading } from './minute-outcome.ts';
import { isReadingName, packReading, readingName } from './packed-reading.ts';
import type { MinuteOutcome, MinuteStore, MinuteWrite, StoredMinute } from './ports/minute-store.ts';
import type { StoreAccess } from './table-access.ts';
import { telemetryKeys } from './table-keys.ts';

const minuteMs = 60_000;
/** Sorts behind every minute. */
const lastMinuteKey = 'MIN#~';

const namedReadings = (write: MinuteWrite): NamedReading[] =>
  write.readings
    .toSorted(compareReadings)
    .map((reading) => ({ reading, name: readingName(reading), value: packReading(reading) }));

/** The first readings of a write, by name and in order: at most what one item may hold. */
const valuesToWrite = (named: readonly NamedReading[]): Map<string, Uint8Array> => {
  const values = new Map<string, Uint8Array>();
  for (const { name, value } of named) {
    if (values.size === fullMinuteReadings) break;
    if (!values.has(name)) values.set(name, value);
  }
  return values;
};

const readingCount = (item: Item): number => {
  let count = 0;
  for (const name in item) if (isReadingName(name)) count += 1;
  return count;
};

const healthNames = ['at', 'fw', 'cfg', 'boot', 'rssi', 'ttl'] as const;
const healthAliases = Object.fromEntries(healthNames.map((name) => [`#${name}`, name]));
const healthSettings = healthNames.map((name) => `#${name}=:${name}`).join(',');
const readingSettings = Array.from(
  { length: fullMinuteReadings },
  (_, index) => `,#${index}=if_not_exists(#${index},:${index})`,
);

/**
 * One UpdateItem that adds what is not there yet and refreshes the health attributes, refused once the minute is full.
 * ALL_OLD costs nothing and tells apart what was added, what was there, and what contradicts it.
 */
const mergeInput = (
  tableName: string,
  write: MinuteWrite,
  values: ReadonlyMap<string, Uint8Array>,
): UpdateItemCommandInput => {
  const names: Record<string, string> = { ...healthAliases, '#full': 'full' };
  const attributes: Record<string, AttributeValue> = {};
  for (const [name, value] of Object.entries(healthAttributes(write.minuteMs, write.health))) {
    attributes[`:${name}`] = value;
  }
  let index = 0;
  for (const [name, value] of values) {
    names[`#${index}`] = name;
    attributes[`:${index}`] = { B: value };
    index += 1;
  }
  return {
    TableName: tableName,
    Key: minuteKey(write.deviceId, write.minuteMs),
    UpdateExpression: `SET ${healthSettings}${readingSettings.slice(0, values.size).join('')}`,
    ConditionExpression: 'attribute_not_exists(#full)',
    ExpressionAttributeNames: names,
    ExpressionAttributeValues: attributes,
    ReturnValues: 'ALL_OLD',
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  };
};

const closeInput = (tableName: string, write: MinuteWrite): UpdateItemCommandInput => ({
  TableName: tableName,
  Key: minuteKey(write.deviceId, write.minuteMs),
  UpdateExpression: 'SET #full=:full',
  ExpressionAttributeNames: { '#full': 'full' },
  ExpressionAttributeValues: { ':full': { BOOL: true } },
});

/** What each call does to which items. */
export const minutesAccess: StoreAccess<MinuteStore, 'telemetry'> = {
  table: 'telemetry',
  calls: {
    merge: { UpdateItem: ['minutes'], GetItem: ['minutes'] },
    read: { Query: ['minutes'] },
    newest: { Query: ['minutes'] },
  },
};

/**
 * Raw minutes in DynamoDB, one item per device-minute. Merging is idempotent and commutative for readings that do not
 * contradict each other. Errors of the store (throttling, time-outs) are thrown as they come, after the SDK's retries.
 * The stream's consumer passes `directUpdate`, since it merges more than it does anything else.
 */
export const createDynamoMinuteStore = (
  client: DynamoDBClient,
  tableName: string,
  update: UpdateItem = sdkUpdate(client),
): MinuteStore => {
  /** A full minute as it stands; an emulator that does not return it with the error is asked for it. */
  const fullItem = async (write: MinuteWrite, error: unknown): Promise<Item> => {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    if (error.Item !== undefined) return error.Item;
    const Key = minuteKey(write.deviceId, write.minuteMs);
    const { Item = {} } = await client.send(
      new GetItemCommand({ TableName: tableName, Key, ConsistentRead: true }),
    );
    return Item;
  };

  const merge = async (write: MinuteWrite): Promise<MinuteOutcome> => {
    const named = namedReadings(write);
    const values = valuesToWrite(named);
    let before: Item;
    try {
      before = await update(mergeInput(tableName, write, values));
    } catch (error) {
      return minuteOutcome(write, named, await fullItem(write, error), () => false);
    }
    const outcome = minuteOutcome(write, named, before, (name) => values.has(name));
    if (readingCount(before) + outcome.added.length >= fullMinuteReadings) {
      await update(closeInput(tableName, write));
    }
    return outcome;
  };

  const read = async (deviceId: string, fromMs: number, toMs: number): Promise<StoredMinute[]> => {
    const first = Math.ceil(fromMs / minuteMs) * minuteMs;
    const last = Math.ceil(toMs / minuteMs) * minuteMs - minuteMs;
    if (last < first) return [];
    const minutes: StoredMinute[] = [];
    let next: Item | undefined;
    do {
      const { Items = [], LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName: tableName,
          ConsistentRead: true,
          KeyConditionExpression: 'pk = :pk AND sk BETWEEN :first AND :last',
          ExpressionAttributeValues: {
            ':pk': { S: telemetryKeys.minute(deviceId, first).pk },
            ':first': { S: telemetryKeys.minute(deviceId, first).sk },
            ':last': { S: telemetryKeys.minute(deviceId, last).sk },
          },
          ...(next !== undefined && { ExclusiveStartKey: next }),
        }),
      );
      for (const item of Items) minutes.push(minuteFromItem(item));
      next = LastEvaluatedKey;
    } while (next !== undefined);
    return minutes;
  };

  const newest = async (deviceId: string, beforeMs?: number): Promise<StoredMinute | null> => {
    const last =
      beforeMs === undefined ? lastMinuteKey : telemetryKeys.minute(deviceId, beforeMs - minuteMs).sk;
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName: tableName,
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :first AND :last',
        ExpressionAttributeValues: {
          ':pk': { S: telemetryKeys.minute(deviceId, 0).pk },
          ':first': { S: 'MIN#' },
          ':last': { S: last },
        },
        ScanIndexForward: false,
        Limit: 1,
      }),
    );
    const [item] = Items;
    return item === undefined ? null : minuteFromItem(item);
  };

  return { merge, read, newest };
};
