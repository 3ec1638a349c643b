import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  GetItemCommand,
  ProvisionedThroughputExceededException,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import {
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
} from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { alertItem } from '../../lambdas/adapters/alert-items.ts';
import { createDynamoAlerts } from '../../lambdas/adapters/dynamo-alerts.ts';
import { createDynamoDayStore } from '../../lambdas/adapters/dynamo-day-store.ts';
import { createDynamoDirtyHours } from '../../lambdas/adapters/dynamo-dirty-hours.ts';
import { createDynamoWatermarks } from '../../lambdas/adapters/dynamo-watermarks.ts';
import { alert } from '../fakes/alert.ts';
import { chimneyDay } from '../fakes/hours.ts';

const client = new DynamoDBClient({ region: 'local' });
const raw = mockClient(client);
const documents = mockClient(DynamoDBDocumentClient);
const refused = new ConditionalCheckFailedException({ message: 'refused', $metadata: {} });
const throttled = new ProvisionedThroughputExceededException({ message: 'slow down', $metadata: {} });

describe('the stores of the roll-up when DynamoDB refuses', () => {
  beforeEach(() => {
    raw.reset();
    documents.reset();
  });

  it('a guarded day write turns a failed condition into a conflict, and throttling into an error', async () => {
    const days = createDynamoDayStore(client, 'telemetry');
    const day = { ...chimneyDay('kapkoros-1', '2026-11-24'), version: 4 };
    raw.on(PutItemCommand).rejectsOnce(refused).rejects(throttled);
    expect(await days.putChimneyDay(day)).toBe('conflict');
    await expect(days.putChimneyDay(day)).rejects.toThrow('slow down');
    expect(raw.commandCalls(PutItemCommand)[0]?.args[0].input).toMatchObject({
      ConditionExpression: 'v = :version',
      ExpressionAttributeValues: { ':version': { N: '4' } },
      Item: { v: { N: '5' } },
    });
  });

  it('days are read consistently: a roll-up must see the children written a moment ago', async () => {
    raw.on(GetItemCommand).resolves({});
    await createDynamoDayStore(client, 'telemetry').factoryDay('kapkoros', '2026-11-24');
    expect(raw.commandCalls(GetItemCommand)[0]?.args[0].input.ConsistentRead).toBe(true);
  });

  it('an overtaken watermark is no error, a throttled one is', async () => {
    const watermarks = createDynamoWatermarks(client, 'telemetry');
    documents.on(PutCommand).rejectsOnce(refused).rejects(throttled);
    await expect(watermarks.advance(1, 5)).resolves.toBeUndefined();
    await expect(watermarks.advance(1, 5)).rejects.toThrow('slow down');
  });

  it('a marker that could not be cleared for throttling is an error, never "kept"', async () => {
    const dirty = createDynamoDirtyHours(client, 'telemetry');
    documents.on(DeleteCommand).rejects(throttled);
    const marker = { factoryId: 'kapkoros', deviceId: 'ct-kapkoros-1a', hourMs: 0, token: 't' };
    await expect(dirty.clear(marker)).rejects.toThrow('slow down');
  });

  it('a list of open alerts fails whole rather than leaving out what could not be read', async () => {
    const both = [alert(), alert({ chimneyId: 'kapkoros-2' })];
    documents.on(QueryCommand).resolves({ Items: both.map(({ alertId }) => ({ alertId })) });
    documents
      .on(GetCommand)
      .resolvesOnce({ Item: alertItem(alert()) })
      .rejects(throttled);
    await expect(createDynamoAlerts(client, 'ledger').openOf('kapkoros')).rejects.toThrow('slow down');
  });
});
