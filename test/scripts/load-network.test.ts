import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDynamoMemberships } from '../../lambdas/adapters/dynamo-memberships.ts';
import { createDynamoProduction } from '../../lambdas/adapters/dynamo-production.ts';
import { createDynamoRegistry } from '../../lambdas/adapters/dynamo-registry.ts';
import { openLedger } from '../../lambdas/adapters/ledger-table.ts';
import { ledgerKeys } from '../../lambdas/adapters/table-keys.ts';
import { loadNetwork, NetworkFileError } from '../../scripts/load-network/load.ts';
import { type NetworkFile, networkFileSchema } from '../../scripts/load-network/network-file.ts';
import { startTables, type TestTables } from '../fakes/dynalite.ts';
import { factoryRecord } from '../fakes/plant.ts';

let tables: TestTables;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());

const load = (file: NetworkFile, dryRun = false) =>
  loadNetwork(tables.client, tables.ledgerTable, file, { nowMs: 5_000, dryRun });
const stores = () => ({
  registry: createDynamoRegistry(tables.client, tables.ledgerTable),
  memberships: createDynamoMemberships(tables.client, tables.ledgerTable),
  production: createDynamoProduction(tables.client, tables.ledgerTable),
});
const network = (factoryId: string, change: object = {}): NetworkFile =>
  networkFileSchema.parse({
    factories: [factoryRecord(factoryId)],
    devices: [1, 2].map((n) => ({
      deviceId: `ct-${factoryId}-${n}a`,
      factoryId,
      chimneyId: `${factoryId}-${n}`,
      kind: 'mcu',
    })),
    memberships: [
      { sub: `sub-${factoryId}`, name: 'Chebet', role: 'factory-manager', factoryId, expiresAtMs: null },
    ],
    madeTea: [{ factoryId, date: '2026-11-23', madeTeaKg: 21_500 }],
    ...change,
  });

describe('loading a network', () => {
  it('puts everything where the Lambdas read it', async () => {
    expect((await load(network('alpha'))).differing).toEqual([]);
    const { registry, memberships, production } = stores();
    expect(await registry.factory('alpha')).toEqual(factoryRecord('alpha'));
    expect((await registry.devicesOf('alpha')).map(({ deviceId, status }) => [deviceId, status])).toEqual([
      ['ct-alpha-1a', 'active'],
      ['ct-alpha-2a', 'active'],
    ]);
    expect(await memberships.find('sub-alpha')).toMatchObject({
      role: 'factory-manager',
      factoryId: 'alpha',
    });
    expect(await production.madeTeaKg('alpha', '2026-11-23')).toBe(21_500);
  });

  it('writes nothing in a dry run, and says how much it would', async () => {
    const would = await load(network('beta'), true);
    expect(await stores().registry.factory('beta')).toBeNull();
    expect(await stores().registry.device('ct-beta-1a')).toBeNull();
    expect((await load(network('beta'))).written).toBe(would.written);
  });

  it('may be repeated: names are corrected, history and devices stay as they were put', async () => {
    const file = network('gamma');
    await load(file);
    const { registry } = stores();
    const [first] = await registry.devicesOf('gamma');
    if (first === undefined) throw new Error('there is no device');
    await registry.updateDevice({ ...first, status: 'revoked', revokedAtMs: 6_000 });
    const [assignment] = factoryRecord('gamma').assignments;
    if (assignment === undefined) throw new Error('there is no assignment');
    await registry.putAssignment('gamma', { ...assignment, toMs: 7_000 });

    const [record] = file.factories;
    if (record === undefined) throw new Error('there is no factory');
    const factory = { ...record.factory, name: 'Gamma, spelt right' };
    const again = await load({ ...file, factories: [{ ...record, factory }] });
    expect((await registry.device(first.deviceId))?.status).toBe('revoked');
    const stored = await registry.factory('gamma');
    expect(stored?.factory.name).toBe('Gamma, spelt right');
    expect(stored?.assignments[0]?.toMs).toBe(7_000);
    expect(again.differing).toEqual([expect.stringContaining('ASSIGN#gamma-1#')]);
  });

  it('lists a device that a broken attempt had only registered, and leaves a listed one alone', async () => {
    await load(network('delta'));
    const { registry } = stores();
    const before = await registry.devicesOf('delta');
    const { pk, sk } = ledgerKeys.factoryDevice('delta', 'ct-delta-1a');
    await openLedger(tables.client, tables.ledgerTable).delete({ pk, sk });
    const alone = network('delta', { factories: [], memberships: [], madeTea: [] });
    expect((await load(alone)).written).toBe(1);
    expect(await registry.devicesOf('delta')).toEqual(before);
    expect((await load(alone)).written).toBe(0);
  });

  it.each([
    [{ factories: [] }, 'names the factory omega, which is neither here nor in the Ledger'],
    [
      { devices: [{ deviceId: 'ct-omega-9a', factoryId: 'omega', chimneyId: 'omega-9', kind: 'mcu' }] },
      'ct-omega-9a is on omega-9, which omega does not have',
    ],
    [{ factories: [factoryRecord('omega'), factoryRecord('omega')] }, 'omega is there twice'],
    [
      { factories: [{ ...factoryRecord('omega'), chimneys: factoryRecord('omega').chimneys.slice(0, 1) }] },
      'omega has no chimney omega-2',
    ],
  ])('refuses what does not fit together, and writes none of it: %#', async (change, fault) => {
    const loading = load(network('omega', change));
    await expect(loading).rejects.toThrow(NetworkFileError);
    await expect(loading).rejects.toThrow(fault);
    expect(await stores().registry.factory('omega')).toBeNull();
    expect(await stores().memberships.find('sub-omega')).toBeNull();
  });

  it('takes the example of the deployment guide as it stands there', async () => {
    const guide = await readFile(join(import.meta.dirname, '..', '..', 'docs', 'deploy.md'), 'utf8');
    const example = /```json\n([\s\S]+?)```/.exec(guide)?.[1] ?? '';
    const loaded = await load(networkFileSchema.parse(JSON.parse(example)));
    expect(loaded.written).toBeGreaterThan(5);
  });
});
