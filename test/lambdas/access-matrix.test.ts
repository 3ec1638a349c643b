import { problemSchema } from '@carbon-track/contract/problem.ts';
import { type RouteName, routes } from '@carbon-track/contract/routes.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { alert } from '../fakes/alert.ts';
import { startApi, type TestApi } from '../fakes/api.ts';
import { startTables, type TestTables } from '../fakes/dynalite.ts';
import { device, factoryRecord } from '../fakes/plant.ts';
import { accessCalls, nowMs, openAlertId } from './access-calls.ts';
import { accessPage } from './access-page.ts';
import { accessTable, callers, type Right } from './access-table.ts';

let tables: TestTables;
let api: TestApi;
let serial = 0;

beforeAll(async () => {
  tables = await startTables();
  api = startApi(tables, () => nowMs);
  for (const factoryId of ['own', 'other']) {
    await api.registry.putFactory(factoryRecord(factoryId));
    for (const n of [1, 2]) await api.registry.addDevice(device(factoryId, n));
    await api.alerts.open(
      alert({
        alertId: openAlertId(factoryId),
        factoryId,
        chimneyId: `${factoryId}-1`,
        cause: 'over_range',
        openedAtMs: nowMs - 60_000,
      }),
    );
  }
});
afterAll(() => tables.stop());

const names = Object.keys(routes) as RouteName[];

const answer = async (name: RouteName, sub: string | null, factoryId: string) => {
  serial += 1;
  return api.call(name, sub, await accessCalls[name](factoryId, api, serial));
};

const isAllowed = (right: Right, factoryId: string): boolean =>
  right === 'all' || (right === 'own' && factoryId === 'own');

describe('the access table', () => {
  it('names every route, and no other', () => {
    expect(Object.keys(accessTable).toSorted()).toEqual(names.toSorted());
    expect(Object.keys(accessCalls).toSorted()).toEqual(names.toSorted());
  });

  it('is what docs/access.md shows', async () => {
    await expect(accessPage()).toMatchFileSnapshot('../../docs/access.md');
  });
});

describe.each(names)('%s', (name) => {
  describe.each(['own', 'other'])('of the %s factory', (factoryId) => {
    it.each(callers)('answers %s as the table says', async (caller) => {
      const allowed = isAllowed(accessTable[name][caller], factoryId);
      const refused = caller === 'nobody' ? 401 : 403;
      const { statusCode, body } = await answer(name, caller === 'nobody' ? null : caller, factoryId);
      expect([statusCode, statusCode === routes[name].status ? '' : body]).toEqual(
        allowed ? [routes[name].status, ''] : [refused, expect.stringContaining('urn:carbon-track:problem:')],
      );
    });

    it.each(['stranger', 'expired'])('gives a %s account no more than nobody', async (sub) => {
      const allowed = isAllowed(accessTable[name].nobody, factoryId);
      expect((await answer(name, sub, factoryId)).statusCode).toBe(allowed ? routes[name].status : 403);
    });
  });
});

describe('a factory manager', () => {
  it.each(names.filter((name) => accessTable[name]['factory-manager'] === 'own'))(
    'hears the same of another factory in %s, whether it exists or not',
    async (name) => {
      const [existing, invented] = await Promise.all(
        ['other', 'invented'].map((factoryId) => answer(name, 'factory-manager', factoryId)),
      );
      expect(problemSchema.parse(JSON.parse(invented?.body ?? ''))).toEqual(JSON.parse(existing?.body ?? ''));
      expect(invented?.statusCode).toBe(403);
    },
  );

  it('gets its own factory only where a list names none', async () => {
    const factories = await api.call('listFactories', 'factory-manager');
    expect(JSON.parse(factories.body).items.map((one: { factoryId: string }) => one.factoryId)).toEqual([
      'own',
    ]);
    for (const name of ['listDevices', 'listAlerts'] as const) {
      const { items } = JSON.parse((await api.call(name, 'factory-manager')).body);
      expect(items.length).toBeGreaterThan(0);
      expect(new Set(items.map((one: { factoryId: string }) => one.factoryId))).toEqual(new Set(['own']));
    }
  });

  it.each(['minute', 'hour', 'day'])(
    'cannot reach another factory’s chimney by %s through its own id',
    async (resolution) => {
      const query = {
        factoryId: 'own',
        chimneyId: 'other-1',
        resolution,
        fromMs: String(nowMs - 3_600_000),
        toMs: String(nowMs),
      };
      expect((await api.call('getEmissions', 'factory-manager', { query })).statusCode).toBe(404);
    },
  );
});
