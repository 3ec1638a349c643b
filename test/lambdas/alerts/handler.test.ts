import { alertId } from '@carbon-track/contract/alert.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { alert } from '../../fakes/alert.ts';
import { startApi, type TestApi } from '../../fakes/api.ts';
import { startTables, type TestTables } from '../../fakes/dynalite.ts';

const nowMs = Date.parse('2026-11-24T08:31:00.000Z');
let tables: TestTables;
let api: TestApi;
const opened = (chimneyId: string, minutesAgo: number, factoryId = 'own') =>
  alert({ factoryId, chimneyId, openedAtMs: nowMs - minutesAgo * 60_000 });

beforeAll(async () => {
  tables = await startTables();
  api = startApi(tables, () => nowMs);
  const old = opened('own-1', 50);
  await api.alerts.open(old);
  await api.alerts.update({ ...old, clearedAtMs: nowMs - 45 * 60_000 });
  for (const [chimneyId, ago] of [
    ['own-1', 30],
    ['own-2', 10],
    ['own-3', 20],
  ] as const)
    await api.alerts.open(opened(chimneyId, ago));
  await api.alerts.open(opened('other-1', 15, 'other'));
});
afterAll(() => tables.stop());

const list = async (sub: string, query: Record<string, string> = {}) =>
  JSON.parse((await api.call('listAlerts', sub, { query })).body);
const chimneys = ({ items }: { items: { chimneyId: string }[] }) => items.map(({ chimneyId }) => chimneyId);

it('lists a factory’s open alerts newest first, in pages that meet', async () => {
  const first = await list('factory-manager', { limit: '2' });
  expect(chimneys(first)).toEqual(['own-2', 'own-3']);
  const second = await list('factory-manager', { limit: '2', cursor: first.nextCursor });
  expect([chimneys(second), second.nextCursor]).toEqual([['own-1'], null]);
});

it('lists cleared ones too when asked for all, and the network’s open ones without a factory', async () => {
  expect((await list('verifier', { factoryId: 'own', status: 'all' })).items).toHaveLength(4);
  expect(chimneys(await list('ops')).toSorted()).toEqual(['other-1', 'own-1', 'own-2', 'own-3']);
  expect((await api.call('listAlerts', 'ops', { query: { status: 'all' } })).statusCode).toBe(400);
});

it('keeps who acknowledged first, and what a person found', async () => {
  const params = { alertId: opened('own-2', 10).alertId };
  const acknowledged = await api.call('acknowledgeAlert', 'factory-manager', { params });
  expect(JSON.parse(acknowledged.body)).toMatchObject({ acknowledgedBy: 'Chebet', acknowledgedAtMs: nowMs });
  const again = await api.call('acknowledgeAlert', 'ops', { params });
  expect(JSON.parse(again.body).acknowledgedBy).toBe('Chebet');
  const explained = await api.call('explainAlert', 'ops', { params, body: { explanation: '  wet wood ' } });
  expect(JSON.parse(explained.body).explanation).toBe('wet wood');
});

it('answers 404 for an alert that never was, and for an id that names none', async () => {
  const never = alertId({ factoryId: 'own', openedAtMs: 5, chimneyId: 'own-1', cause: 'low_velocity' });
  for (const id of [never, 'own', 'own~x~own-1~low_velocity', `${never}~more`]) {
    const params = { alertId: id };
    expect((await api.call('acknowledgeAlert', 'ops', { params })).statusCode).toBe(404);
  }
});
