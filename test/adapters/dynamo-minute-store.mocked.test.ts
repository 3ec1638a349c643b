import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  GetItemCommand,
  ProvisionedThroughputExceededException,
  QueryCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { createDynamoMinuteStore } from '../../lambdas/adapters/dynamo-minute-store.ts';
import { minuteItem } from '../../lambdas/adapters/minute-item.ts';
import { health, reading } from '../fakes/readings.ts';

const minuteMs = Date.parse('2026-11-24T08:31:00Z');
const write = { deviceId: 'ct-kapkoros-1a', minuteMs, readings: [reading()], health };
const refusal = (item?: ReturnType<typeof minuteItem>) =>
  new ConditionalCheckFailedException({
    message: 'The conditional request failed',
    $metadata: {},
    ...(item !== undefined && { Item: item }),
  });

describe('the minute store against DynamoDB answers', () => {
  const client = mockClient(DynamoDBClient);
  const store = createDynamoMinuteStore(new DynamoDBClient({ region: 'local' }), 'telemetry');
  beforeEach(() => client.reset());

  it('writes once, on condition that the minute is not full', async () => {
    client.on(UpdateItemCommand).resolves({});
    expect((await store.merge(write)).added).toEqual([reading()]);
    const [call, ...more] = client.commandCalls(UpdateItemCommand);
    expect(more).toEqual([]);
    expect(call?.args[0].input).toMatchObject({
      TableName: 'telemetry',
      Key: { pk: { S: 'DEV#ct-kapkoros-1a' }, sk: { S: 'MIN#2026-11-24T08:31' } },
      ConditionExpression: 'attribute_not_exists(#full)',
      ReturnValues: 'ALL_OLD',
    });
    expect(call?.args[0].input.UpdateExpression).toContain('#0=if_not_exists(#0,:0)');
  });

  it('tells duplicate from too dense by the item that comes with the refusal', async () => {
    client.on(UpdateItemCommand).rejects(refusal(minuteItem(write)));
    const outcome = await store.merge({ ...write, readings: [reading(), reading({ seq: 2 })] });
    expect(outcome).toEqual({
      added: [],
      duplicates: [reading()],
      conflicts: [],
      tooDense: [reading({ seq: 2 })],
    });
    expect(client.commandCalls(GetItemCommand)).toEqual([]);
  });

  it('asks for the full minute when the refusal comes without it', async () => {
    client.on(UpdateItemCommand).rejects(refusal());
    client.on(GetItemCommand).resolves({ Item: minuteItem(write) });
    expect((await store.merge(write)).duplicates).toEqual([reading()]);
  });

  it('closes a minute that its own write filled', async () => {
    const readings = Array.from({ length: 48 }, (_, seq) => reading({ seq }));
    client.on(UpdateItemCommand).resolves({});
    await store.merge({ ...write, readings });
    const expressions = client
      .commandCalls(UpdateItemCommand)
      .map((call) => call.args[0].input.UpdateExpression);
    expect(expressions.at(-1)).toBe('SET #full=:full');
  });

  it('throws throttling on, so that the stream tries again', async () => {
    client
      .on(UpdateItemCommand)
      .rejects(new ProvisionedThroughputExceededException({ message: 'slow down', $metadata: {} }));
    await expect(store.merge(write)).rejects.toThrow('slow down');
  });

  it('follows the pages of a long range', async () => {
    const next = { pk: { S: 'DEV#ct-kapkoros-1a' }, sk: { S: 'MIN#2026-11-24T08:31' } };
    const later = { ...write, minuteMs: minuteMs + 60_000, readings: [] };
    client
      .on(QueryCommand)
      .resolvesOnce({ Items: [minuteItem(write)], LastEvaluatedKey: next })
      .resolvesOnce({ Items: [minuteItem(later)] });
    const minutes = await store.read('ct-kapkoros-1a', minuteMs, minuteMs + 120_000);
    expect(minutes.map((each) => each.minuteMs)).toEqual([minuteMs, minuteMs + 60_000]);
    expect(client.commandCalls(QueryCommand)[1]?.args[0].input.ExclusiveStartKey).toEqual(next);
  });
});
