import { setTimeout as pause } from 'node:timers/promises';
import {
  type AttributeValue,
  DeleteItemCommand,
  type DynamoDBClient,
  ScanCommand,
} from '@aws-sdk/client-dynamodb';
import { tableDefinitions } from '../../lambdas/adapters/table-keys.ts';

export type ExpirySweep = { stop(): Promise<void> };

export type ExpirySweepOptions = {
  readonly client: DynamoDBClient;
  readonly table: string;
  readonly timeToLive: string;
  readonly log: (message: string) => void;
  readonly now?: () => number;
  /** Rest between pages: the sweep goes round the table all day and must not be felt. */
  readonly pauseMs?: number;
};

const { partitionKey, sortKey } = tableDefinitions.telemetry;
type Item = Record<string, AttributeValue>;

/** Deletes the expired items of one page; answers where the next page starts. */
const sweepPage = async (options: ExpirySweepOptions, from: Item | undefined): Promise<Item | undefined> => {
  const { client, table, timeToLive, now = Date.now } = options;
  const expression = {
    ExpressionAttributeNames: { '#ttl': timeToLive },
    ExpressionAttributeValues: { ':now': { N: String(Math.floor(now() / 1_000)) } },
  };
  const page = await client.send(
    new ScanCommand({
      TableName: table,
      Limit: 200,
      FilterExpression: '#ttl < :now',
      ...expression,
      ...(from !== undefined && { ExclusiveStartKey: from }),
    }),
  );
  for (const item of page.Items ?? []) {
    const key = Object.fromEntries(
      [partitionKey, sortKey].flatMap((name) => (item[name] === undefined ? [] : [[name, item[name]]])),
    );
    const remove = { TableName: table, Key: key, ConditionExpression: '#ttl < :now', ...expression };
    // A failed condition means that somebody renewed the item meanwhile: it stays.
    await client.send(new DeleteItemCommand(remove)).catch((error: Error) => {
      if (error.name !== 'ConditionalCheckFailedException') throw error;
    });
  }
  return page.LastEvaluatedKey;
};

/** What DynamoDB's time to live does by itself: items whose `ttl` (s) is past go, some time later. */
export const startExpirySweep = (options: ExpirySweepOptions): ExpirySweep => {
  const stopping = new AbortController();
  const { signal } = stopping;
  const run = async (): Promise<void> => {
    let from: Item | undefined;
    while (!signal.aborted) {
      // An abort only ends the rest early.
      await pause(options.pauseMs ?? 2_000, null, { signal, ref: false }).catch(() => null);
      if (signal.aborted) return;
      try {
        from = await sweepPage(options, from);
      } catch (error) {
        options.log(
          `expired items of ${options.table} could not be swept, it is tried again: ${String(error)}`,
        );
        await pause(30_000, null, { signal, ref: false }).catch(() => null);
      }
    }
  };
  const running = run();
  return {
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
};
