import { expect, it } from 'vitest';
import { createHandler } from '../../../lambdas/live/handler.ts';
import { createRateLimit } from '../../../lambdas/live/rate-limit.ts';
import { apiEvent, idTokenOf } from '../../fakes/api-event.ts';
import { memoryMemberships } from '../../fakes/memberships.ts';
import { createMemoryRegistry } from '../../fakes/memory-registry.ts';
import { factoryRecord } from '../../fakes/plant.ts';

const ports = (take: () => Promise<'taken' | 'limit'>) => ({
  memberships: memoryMemberships(),
  registry: createMemoryRegistry([factoryRecord('own')]),
  leases: { take },
  now: () => 1_000_000,
  log: () => undefined,
});
const ask = (factoryId = 'own', tabId = 'tab00001') =>
  apiEvent('takeLease', { claims: idTokenOf('ops'), body: { factoryId, tabId } });

it('answers topic, client id and end of the lease', async () => {
  const answer = await createHandler(ports(async () => 'taken'))(ask());
  expect(answer.statusCode).toBe(201);
  expect(JSON.parse(answer.body)).toEqual({
    factoryId: 'own',
    topic: 'ct/v1/live/own',
    clientId: 'web-ops-tab00001',
    expiresAtMs: 1_060_000,
  });
});

it('answers 429 with a time to wait to a fourth tab', async () => {
  const answer = await createHandler(ports(async () => 'limit'))(ask());
  expect(answer.statusCode).toBe(429);
  expect(answer.headers?.['retry-after']).toBe('10');
  expect(answer.body).toContain('close one');
});

it('answers 429 to a page that asks without pause', async () => {
  const handler = createHandler(ports(async () => 'taken'));
  const answers = [];
  for (let index = 0; index < 31; index += 1) answers.push((await handler(ask())).statusCode);
  expect(answers.filter((status) => status === 201)).toHaveLength(30);
  expect(answers.at(-1)).toBe(429);
});

it('gives no lease on a factory that does not exist, or to a tab id that could be a wildcard', async () => {
  const handler = createHandler(ports(async () => 'taken'));
  expect((await handler(ask('nowhere'))).statusCode).toBe(404);
  for (const tabId of ['#', '+', '*', 'tab-0000-1', 'short']) {
    expect((await handler(ask('own', tabId))).statusCode).toBe(400);
  }
});

it('counts each key by itself and starts anew with each window', () => {
  let nowMs = 0;
  const isTooOften = createRateLimit(2, 1_000, () => nowMs);
  expect([isTooOften('a'), isTooOften('a'), isTooOften('a'), isTooOften('b')]).toEqual([
    false,
    false,
    true,
    false,
  ]);
  nowMs = 1_000;
  expect(isTooOften('a')).toBe(false);
});
