import { problemSchema } from '@carbon-track/contract/problem.ts';
import { describe, expect, it, vi } from 'vitest';
import { type ApiHandler, apiDoor, publicDoor } from '../../lambdas/middleware/api-door.ts';
import type { Member, RouteHandlers } from '../../lambdas/middleware/api-request.ts';
import { refuse } from '../../lambdas/middleware/refusal.ts';
import { apiEvent, idTokenOf } from '../fakes/api-event.ts';
import { memoryMemberships } from '../fakes/memberships.ts';
import { factorySummary } from '../fakes/plant.ts';

const lines: Record<string, unknown>[] = [];
const door = (handlers: RouteHandlers<Member>): ApiHandler =>
  apiDoor(
    { memberships: memoryMemberships(), now: () => 5_000, log: (line) => lines.push({ ...line }) },
    handlers,
  );
const problemOf = async (answer: ReturnType<ApiHandler>) =>
  problemSchema.parse(JSON.parse((await answer).body));
const manager = idTokenOf('factory-manager');
const ops = idTokenOf('ops');

describe('who comes through the door', () => {
  const me = door({ getMe: async ({ caller }) => caller });

  it('is the member the ID token names', async () => {
    const answer = await me(apiEvent('getMe', { claims: manager }));
    expect(answer.statusCode).toBe(200);
    expect(JSON.parse(answer.body)).toMatchObject({ sub: 'factory-manager', factoryId: 'own' });
    expect(answer.headers).toMatchObject({ 'cache-control': 'no-store', 'content-type': 'application/json' });
  });

  it.each([
    ['no token', null, 401],
    ['an access token', { sub: 'ops', token_use: 'access' }, 401],
    ['a token without a subject', { token_use: 'id' }, 401],
    ['an account without a membership', idTokenOf('stranger'), 403],
    ['an expired membership', idTokenOf('expired'), 403],
  ])('is not %s', async (_, claims, status) => {
    const answer = me(apiEvent('getMe', { claims }));
    expect(await problemOf(answer)).toMatchObject({ status, instance: 'request-1' });
    expect((await answer).headers?.['content-type']).toBe('application/problem+json');
  });

  it('takes the role from the membership, whatever the token claims', async () => {
    const claims = { ...manager, 'cognito:groups': 'ops', 'custom:role': 'ops' };
    const handle = vi.fn();
    const answer = door({ listQuarantine: handle })(apiEvent('listQuarantine', { claims }));
    expect(await problemOf(answer)).toMatchObject({ status: 403 });
    expect(handle).not.toHaveBeenCalled();
  });
});

describe('which factory a request is about', () => {
  const scopes: (string | null)[] = [];
  const alerts = door({
    listAlerts: async ({ scope }) => {
      scopes.push(scope);
      return { items: [], nextCursor: null };
    },
    acknowledgeAlert: async () => {
      throw refuse('not-found', 'gone');
    },
  });
  const list = (claims: Record<string, string>, query: Record<string, string>) =>
    alerts(apiEvent('listAlerts', { claims, query }));

  it('is narrowed to the manager’s own factory, and is the network for others', async () => {
    scopes.length = 0;
    await list(manager, {});
    await list(manager, { factoryId: 'own' });
    await list(ops, {});
    await list(ops, { factoryId: 'other' });
    expect(scopes).toEqual(['own', 'own', null, 'other']);
  });

  it('is refused to a manager for any other factory, in the same words if it does not exist', async () => {
    const existing = await problemOf(list(manager, { factoryId: 'other' }));
    expect(existing.status).toBe(403);
    expect(await problemOf(list(manager, { factoryId: 'no-such-factory' }))).toEqual(existing);
  });

  it('is read out of an alert’s id', async () => {
    const acknowledge = (alertId: string) =>
      problemOf(alerts(apiEvent('acknowledgeAlert', { claims: manager, params: { alertId } })));
    expect((await acknowledge('other~5~other-1~over_range')).status).toBe(403);
    expect((await acknowledge('own~5~own-1~over_range')).status).toBe(404);
  });
});

describe('what comes through the door', () => {
  const body = { explanation: 'wet wood' };
  const explain = vi.fn(async () => {
    throw refuse('conflict', 'seen');
  });
  const alerts = door({ explainAlert: explain, listAlerts: async () => ({ items: [], nextCursor: null }) });
  const params = { alertId: 'own~5~own-1~over_range' };
  const send = (change: object) =>
    alerts({ ...apiEvent('explainAlert', { claims: ops, params, body }), ...change });

  it('names the path of each thing that does not fit', async () => {
    const query = { limit: '0', status: 'closed', extra: '1' };
    const { status, errors } = await problemOf(alerts(apiEvent('listAlerts', { claims: ops, query })));
    expect(status).toBe(400);
    expect(errors?.map(({ path }) => path).toSorted()).toEqual(['query', 'query.limit', 'query.status']);
  });

  it('refuses a query parameter given twice', async () => {
    const event = apiEvent('listAlerts', { claims: ops, query: { limit: '5' } });
    const twice = { ...event, multiValueQueryStringParameters: { limit: ['4', '5'] } };
    expect((await problemOf(alerts(twice))).errors).toEqual([
      { path: 'query.limit', message: 'given more than once' },
    ]);
  });

  it.each([
    ['another media type', { headers: { 'Content-Type': 'text/plain' } }, 415],
    ['no media type', { headers: {} }, 415],
    ['broken JSON', { body: '{"explanation":' }, 400],
    ['no body', { body: null }, 400],
    ['a body that poisons prototypes', { body: '{"__proto__":{"role":"ops"},"explanation":"x"}' }, 400],
    ['a huge body', { body: JSON.stringify({ explanation: 'x'.repeat(300_000) }) }, 413],
    ['a field nobody asked for', { body: '{"explanation":"x","role":"ops"}' }, 400],
  ])('refuses %s', async (_, change, status) => {
    explain.mockClear();
    expect(await problemOf(send(change))).toMatchObject({ status });
    expect(explain).not.toHaveBeenCalled();
  });

  it('reads a body in base64 and a header name in any case', async () => {
    const encoded = Buffer.from(JSON.stringify(body)).toString('base64');
    const change = { body: encoded, isBase64Encoded: true, headers: { 'CONTENT-TYPE': 'application/json' } };
    expect(await problemOf(send(change))).toMatchObject({ status: 409, detail: 'seen' });
  });

  it('leaves the event as it came', async () => {
    const event = apiEvent('explainAlert', { claims: ops, params, body });
    const before = structuredClone(event);
    await alerts(event);
    expect(event).toEqual(before);
  });
});

describe('what goes out', () => {
  it('answers 404 for a resource or method without a route', async () => {
    const me = door({ getMe: async ({ caller }) => caller });
    const event = apiEvent('getMe', { claims: ops });
    expect((await problemOf(me({ ...event, resource: '/api/none' }))).status).toBe(404);
    expect((await problemOf(me({ ...event, httpMethod: 'DELETE' }))).status).toBe(404);
  });

  it('says nothing of a fault but its id, and logs the whole', async () => {
    lines.length = 0;
    const me = door({
      getMe: async () => {
        throw new Error('secret of the store');
      },
    });
    const answer = await me(apiEvent('getMe', { claims: ops, headers: { Authorization: 'eyJ.token' } }));
    expect(answer.statusCode).toBe(500);
    expect(answer.body).not.toContain('secret');
    expect(answer.body).toContain('request-1');
    expect(lines).toMatchObject([
      { level: 'error', status: 500, sub: 'ops', message: 'secret of the store' },
    ]);
    expect(JSON.stringify(lines)).not.toContain('eyJ.token');
  });

  it('answers 503 when the store is busy', async () => {
    const busy = Object.assign(new Error('slow down'), { name: 'ThrottlingException' });
    const me = door({ getMe: () => Promise.reject(busy) });
    expect((await problemOf(me(apiEvent('getMe', { claims: ops })))).status).toBe(503);
  });

  it('answers 500 rather than a shape the contract does not name, and drops fields it does not name', async () => {
    const page = { items: [{ ...factorySummary('own'), secret: 'x' }], nextCursor: null };
    const listed = await door({ listFactories: async () => page })(
      apiEvent('listFactories', { claims: ops }),
    );
    expect(JSON.parse(listed.body).items).toEqual([factorySummary('own')]);
    const wrong = { items: [factorySummary('own', { latitudeDeg: 51 })], nextCursor: null };
    const answer = door({ listFactories: async () => wrong })(apiEvent('listFactories', { claims: ops }));
    expect((await problemOf(answer)).status).toBe(500);
  });

  it('lets the portal’s origin read answers and refusals, where it has one of its own', async () => {
    const ports = { memberships: memoryMemberships(), now: () => 0, log: () => undefined };
    const portalOrigin = 'https://portal.example';
    const me = apiDoor({ ...ports, portalOrigin }, { getMe: async ({ caller }) => caller });
    for (const claims of [ops, null]) {
      const { headers } = await me(apiEvent('getMe', { claims }));
      expect(headers?.['access-control-allow-origin']).toBe(portalOrigin);
    }
    const same = await door({ getMe: async ({ caller }) => caller })(apiEvent('getMe', { claims: ops }));
    expect(same.headers).not.toHaveProperty('access-control-allow-origin');
  });

  it('serves a public page without a token', async () => {
    const docs = publicDoor({ getDocs: async () => '<!doctype html>' }, { log: () => undefined });
    const answer = await docs(apiEvent('getDocs', { claims: null }));
    expect(answer.headers?.['content-type']).toBe('text/html; charset=utf-8');
    expect(answer.headers?.['content-security-policy']).toContain("default-src 'none'");
  });
});
