import { problemSchema } from '@carbon-track/contract/problem.ts';
import { type RouteName, routes } from '@carbon-track/contract/routes.ts';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApi, type TestApi } from '../fakes/api.ts';
import { apiEvent, type CallInput, idTokenOf } from '../fakes/api-event.ts';
import { startTables, type TestTables } from '../fakes/dynalite.ts';
import { device, factoryRecord } from '../fakes/plant.ts';
import { accessCalls, nowMs } from './access-calls.ts';

let tables: TestTables;
let api: TestApi;
beforeAll(async () => {
  tables = await startTables();
  api = startApi(tables, () => nowMs);
  await api.registry.putFactory(factoryRecord('own'));
  await api.registry.addDevice(device('own', 1));
});
afterAll(() => tables.stop());

const names = Object.keys(routes) as RouteName[];

/** Text that has broken servers before, besides anything at random. */
const nastyText = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '0',
    '-1',
    '1e309',
    'NaN',
    '9007199254740993',
    '8640000000000000',
    '__proto__',
    'constructor',
    '../../etc/passwd',
    "' OR 1=1 --",
    '\u0000',
    '\ud800',
    '#+$',
    'a'.repeat(5_000),
    'own#other',
    'own~1~own-1~over_range',
    '~~~',
    '0000-01-01',
    '9999-12-31',
    '2026-02-30',
    Buffer.from('{"fromMs":1e400,"after":{},"key":"quarantine/../x","entry":-1}').toString('base64url'),
    Buffer.from('{"__proto__":{"fromMs":1}}').toString('base64url'),
  ),
  fc.string({ unit: 'binary', maxLength: 60 }),
);

const nastyBody = fc.oneof(
  fc.json(),
  nastyText,
  fc.constantFrom(
    '{"__proto__":{"factoryId":"own"}}',
    '{"constructor":{"prototype":{"x":1}}}',
    `${'['.repeat(5_000)}${']'.repeat(5_000)}`,
    '{"rows":[[1e400]]}',
    'null',
    '[]',
  ),
);

const answersInOrder = async (name: RouteName, event: APIGatewayProxyEvent): Promise<void> => {
  const { statusCode, body } = await api.send(name, event);
  if (statusCode < 400) return;
  expect(statusCode, body).toBeLessThan(500);
  expect(problemSchema.parse(JSON.parse(body)).status).toBe(statusCode);
};

const replaced = (
  fields: Record<string, unknown> | undefined,
  values: readonly string[],
): Record<string, string> =>
  Object.fromEntries(
    Object.keys(fields ?? {}).map((key, index) => [key, values[index % values.length] ?? '']),
  );

/** The path of every value in a body, containers included. */
const pathsIn = (body: unknown): string[][] =>
  typeof body !== 'object' || body === null
    ? []
    : Object.entries(body).flatMap(([key, inner]) => [
        [key],
        ...pathsIn(inner).map((path) => [key, ...path]),
      ]);

const withValue = (body: unknown, [key = '', ...rest]: readonly string[], value: unknown): object => {
  const copy: Record<string, unknown> = structuredClone(Object(body));
  copy[key] = rest.length === 0 ? value : withValue(copy[key], rest, value);
  return copy;
};

describe.each(names)('%s', (name) => {
  const claims = idTokenOf('ops');

  it('answers nasty values in each place with a problem, never a fault', async () => {
    const good = await accessCalls[name]('own', api, 900_000);
    const queryNames = {
      ...good.query,
      cursor: '',
      limit: '',
      chimneyId: '',
      date: '',
      toDate: '',
      days: '',
    };
    await fc.assert(
      fc.asyncProperty(
        fc.array(nastyText, { minLength: 1, maxLength: 9 }),
        fc.boolean(),
        async (values, onlyOne) => {
          const nasty = replaced(queryNames, values);
          const chosen = Object.keys(nasty)[values.length % Object.keys(nasty).length] ?? 'cursor';
          const query = onlyOne ? { ...good.query, [chosen]: nasty[chosen] ?? '' } : nasty;
          const params = replaced(good.params, values);
          await answersInOrder(name, apiEvent(name, { ...good, query, claims } as CallInput));
          await answersInOrder(name, apiEvent(name, { ...good, params, claims }));
        },
      ),
      { numRuns: 40 },
    );
  });

  it('answers nasty bodies and headers with a problem, never a fault', async () => {
    const good = await accessCalls[name]('own', api, 900_001);
    await fc.assert(
      fc.asyncProperty(nastyBody, fc.boolean(), nastyText, async (body, isBase64Encoded, header) => {
        const headers = { 'content-type': 'application/json', 'Idempotency-Key': header };
        const event = apiEvent(name, { ...good, claims });
        await answersInOrder(name, { ...event, headers, body, isBase64Encoded });
      }),
      { numRuns: 40 },
    );
  });

  it('answers each value of a good body, at any depth, replaced by something else', async () => {
    const { body: model } = await accessCalls[name]('own', api, 900_002);
    let serial = 900_003;
    for (const path of pathsIn(model)) {
      for (const value of [
        null,
        -1,
        1e308,
        1e-200,
        '',
        '\ud800',
        'x'.repeat(300),
        [],
        {},
        true,
        8.64e15,
        ['own'],
      ]) {
        // Made anew each time: what the one before stored must not stand in the way of this one.
        const good = await accessCalls[name]('own', api, serial);
        serial += 1;
        const body = withValue(good.body, path, value);
        await answersInOrder(name, apiEvent(name, { ...good, body, claims }));
      }
    }
  });

  it('takes any cursor for what it is', async () => {
    const good = await accessCalls[name]('own', api, 900_001);
    for (const position of ['x'.repeat(1_100), '\u0000', 7, null, [], {}, { after: 7 }, { fromMs: -1 }]) {
      const cursor = Buffer.from(JSON.stringify(position)).toString('base64url');
      for (const query of [good.query, {}, { ...good.query, status: 'all' }]) {
        await answersInOrder(name, apiEvent(name, { ...good, query: { ...query, cursor }, claims }));
      }
    }
  });

  it('survives an event without headers, parameters or claims of the expected shape', async () => {
    const event = apiEvent(name, { ...(await accessCalls[name]('own', api, 900_003)), claims });
    const bare = JSON.parse(JSON.stringify(event));
    for (const part of [
      'headers',
      'queryStringParameters',
      'multiValueQueryStringParameters',
      'pathParameters',
    ]) {
      await answersInOrder(name, { ...bare, [part]: null });
    }
    for (const authorizer of [null, {}, { claims: null }, { claims: 'ops' }, { claims: { sub: ['ops'] } }]) {
      await answersInOrder(name, { ...bare, requestContext: { ...bare.requestContext, authorizer } });
    }
  });
});
