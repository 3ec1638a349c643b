import { DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { directUpdate } from '../../lambdas/adapters/direct-update.ts';
import { createDynamoMinuteStore } from '../../lambdas/adapters/dynamo-minute-store.ts';
import { signedHeaders } from '../../lambdas/adapters/sign-request.ts';
import { startTables, type TestTables } from '../fakes/dynalite.ts';
import { health, reading } from '../fakes/readings.ts';

const minuteMs = Date.parse('2026-11-24T08:31:00Z');

type Sent = { headers: Record<string, string>; body: string | Uint8Array };
const textOf = (sent: Sent | undefined): string => Buffer.from(sent?.body ?? '').toString();

type Answer = { statusCode: number; body: string };

/** A client whose requests end here; `sent` holds them in order. */
const captured = (answers: readonly (Answer | Error)[], credentials: object = {}) => {
  const sent: Sent[] = [];
  const client = new DynamoDBClient({
    region: 'eu-west-1',
    maxAttempts: 1,
    credentials: { accessKeyId: 'AKID', secretAccessKey: 'secret', ...credentials },
    requestHandler: {
      handle: async (request: Sent) => {
        sent.push(request);
        const answer = answers[sent.length - 1] ?? { statusCode: 200, body: '{}' };
        if (answer instanceof Error) throw answer;
        return { response: { ...answer, headers: {}, body: Buffer.from(answer.body) } };
      },
      metadata: { handlerProtocol: 'http/1.1' },
    },
  });
  return { client, sent };
};

const input = {
  TableName: 'telemetry',
  Key: { pk: { S: 'DEV#ct-ä' }, sk: { S: 'MIN#2026-11-24T08:31' } },
  UpdateExpression: 'SET #a=:a',
  ExpressionAttributeNames: { '#a': 'r0.1' },
  ExpressionAttributeValues: { ':a': { B: Buffer.from([0, 255, 17]) } },
};
const isSdk = ({ headers }: Sent) => headers['amz-sdk-invocation-id'] !== undefined;

describe('a signature', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it.each([{}, { sessionToken: 'token/with+signs=' }])(
    'equals the SDK’s for the same request: %o',
    async (extra) => {
      vi.useFakeTimers({ toFake: ['Date'], now: minuteMs });
      const { client, sent } = captured([], extra);
      await client.send(new UpdateItemCommand(input));
      const { headers = {} } = sent[0] ?? {};
      const names = /SignedHeaders=([^,]+)/.exec(headers.authorization ?? '')?.[1]?.split(';') ?? [];
      const own = names.filter((name) => name !== 'x-amz-date' && name !== 'x-amz-security-token');
      const given = Object.fromEntries(own.map((name) => [name, headers[name] ?? '']));
      const credentials = { accessKeyId: 'AKID', secretAccessKey: 'secret', ...extra };
      const scope = { region: 'eu-west-1', service: 'dynamodb' };
      expect(names).toContain('x-amz-target');
      expect(signedHeaders(given, textOf(sent[0]), credentials, scope, minuteMs).authorization).toBe(
        headers.authorization,
      );
    },
  );
});

describe('a direct update', () => {
  it('sends what the SDK sends, to where the SDK sent the first', async () => {
    const { client, sent } = captured([]);
    const update = directUpdate(client, () => minuteMs);
    await update(input);
    await update(input);
    expect(sent.map(isSdk)).toEqual([true, false]);
    expect(JSON.parse(textOf(sent[1]))).toEqual(JSON.parse(textOf(sent[0])));
    for (const name of ['host', 'x-amz-target', 'content-type'] as const) {
      expect(sent[1]?.headers[name]).toBe(sent[0]?.headers[name]);
    }
  });

  it('gives bytes back as bytes', async () => {
    const body = JSON.stringify({ Attributes: { 'r0.1': { B: 'AP8R' }, cfg: { N: '7' } } });
    const { client } = captured([
      { statusCode: 200, body: '{}' },
      { statusCode: 200, body },
    ]);
    const update = directUpdate(client, () => minuteMs);
    await update(input);
    expect(await update(input)).toEqual({ 'r0.1': { B: Buffer.from([0, 255, 17]) }, cfg: { N: '7' } });
  });

  it.each([
    [
      'a refusal',
      {
        statusCode: 400,
        body: '{"__type":"com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException"}',
      },
    ],
    ['a broken answer', { statusCode: 200, body: '{' }],
    ['a connection that breaks', new Error('ECONNRESET')],
  ])('leaves %s to the SDK', async (_name, answer) => {
    const { client, sent } = captured([{ statusCode: 200, body: '{}' }, answer]);
    const update = directUpdate(client, () => minuteMs);
    await update(input);
    expect(await update(input)).toEqual({});
    expect(sent.map(isSdk)).toEqual([true, false, true]);
  });

  it('throws what the SDK throws', async () => {
    const refused = {
      statusCode: 400,
      body: '{"__type":"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException"}',
    };
    const { client } = captured([{ statusCode: 200, body: '{}' }, refused, refused]);
    const update = directUpdate(client, () => minuteMs);
    await update(input);
    await expect(update(input)).rejects.toMatchObject({ name: 'ConditionalCheckFailedException' });
  });
});

describe('the minute store with direct updates on a real table', () => {
  let tables: TestTables;
  beforeAll(async () => {
    tables = await startTables();
  });
  afterAll(() => tables.stop());

  it('tells added, duplicate, conflict and too dense as the plain one does', async () => {
    const store = createDynamoMinuteStore(
      tables.client,
      tables.telemetryTable,
      directUpdate(tables.client, Date.now),
    );
    const write = { deviceId: 'ct-kapkoros-1a', minuteMs, health };
    const readings = Array.from({ length: 50 }, (_, seq) => reading({ seq, takenAtMs: minuteMs + seq }));
    await store.merge({ ...write, readings: readings.slice(0, 2) });
    const second = await store.merge({
      ...write,
      readings: [...readings.slice(1, 46), reading({ seq: 0, co2Ppm: 1 })],
    });
    expect([second.added.length, second.duplicates.length, second.conflicts.length]).toEqual([44, 1, 1]);
    await store.merge({ ...write, readings: readings.slice(46, 48) });
    const full = await store.merge({ ...write, readings: readings.slice(47) });
    expect([full.duplicates.length, full.tooDense.length]).toEqual([1, 2]);
    expect((await store.newest('ct-kapkoros-1a'))?.readings).toEqual(readings.slice(0, 48));
  });
});
