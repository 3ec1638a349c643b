import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDynamoRegistry } from '../../lambdas/adapters/dynamo-registry.ts';
import type { Registry } from '../../lambdas/adapters/ports/registry.ts';
import { startTables, type TestTables } from '../fakes/dynalite.ts';
import { configuration, device, factoryRecord, factorySummary } from '../fakes/plant.ts';

describe('the registry on a real table', () => {
  let tables: TestTables;
  let registry: Registry;
  beforeAll(async () => {
    tables = await startTables();
    registry = createDynamoRegistry(tables.client, tables.ledgerTable);
  });
  afterAll(() => tables.stop());

  const revision = (chimneyId: string, fromMs: number, number: number) => ({
    chimneyId,
    fromMs,
    toMs: null,
    revision: number,
    configuration: { ...configuration, geometry: { shape: 'circular' as const, diameterM: 0.7 } },
  });

  it('gives back the record it was given, and null for a factory it does not know', async () => {
    await registry.putFactory(factoryRecord('kapkoros'));
    expect(await registry.factory('kapkoros')).toEqual(factoryRecord('kapkoros'));
    expect(await registry.factory('kapkor')).toBeNull();
  });

  it('lists factories by id and keeps those whose id begins alike apart', async () => {
    await registry.putFactory(factoryRecord('kap'));
    expect(await registry.listFactories()).toEqual([factorySummary('kap'), factorySummary('kapkoros')]);
    expect((await registry.factory('kap'))?.chimneys.map((chimney) => chimney.chimneyId)).toEqual([
      'kap-1',
      'kap-2',
    ]);
  });

  it('stores more items than one batch of DynamoDB takes', async () => {
    const wide = factoryRecord('wide');
    const invalidations = Array.from({ length: 60 }, (_, index) => ({
      chimneyId: 'wide-1',
      channel: 'co2' as const,
      fromMs: index * 1_000,
      toMs: index * 1_000 + 500,
      reason: 'zero check failed',
    }));
    await registry.putFactory({ ...wide, invalidations });
    expect((await registry.factory('wide'))?.invalidations).toHaveLength(60);
  });

  it('ends a configuration where the next revision starts, and leaves other chimneys alone', async () => {
    await registry.putFactory(factoryRecord('dated'));
    expect(await registry.putConfiguration('dated', revision('dated-1', 5_000, 2), 1)).toBe('written');
    const configurations = (await registry.factory('dated'))?.configurations ?? [];
    expect(configurations.map(({ chimneyId, fromMs, toMs }) => [chimneyId, fromMs, toMs])).toEqual([
      ['dated-1', 0, 5_000],
      ['dated-1', 5_000, null],
      ['dated-2', 0, null],
    ]);
  });

  it('lets a correction from the first instant on replace a revision whole', async () => {
    await registry.putFactory(factoryRecord('fixed', 9_000));
    await registry.putConfiguration('fixed', revision('fixed-1', 4_000, 2), 1);
    const [first, second] = (await registry.factory('fixed'))?.configurations ?? [];
    expect([first?.fromMs, first?.toMs]).toEqual([9_000, 9_000]);
    expect([second?.fromMs, second?.toMs]).toEqual([4_000, null]);
  });

  it('answers conflict to a stale revision and to the second of two writers at once', async () => {
    await registry.putFactory(factoryRecord('raced'));
    const next = revision('raced-1', 5_000, 2);
    expect(await registry.putConfiguration('raced', next, 0)).toBe('conflict');
    const both = await Promise.all([
      registry.putConfiguration('raced', next, 1),
      registry.putConfiguration('raced', next, 1),
    ]);
    expect(both.toSorted()).toEqual(['conflict', 'written']);
    expect(await registry.putConfiguration('nowhere', next, 1)).toBe('conflict');
  });

  it('replaces an assignment of the same chimney, device and start, and adds any other', async () => {
    await registry.putFactory(factoryRecord('swap'));
    const first = { deviceId: 'ct-swap-1a', chimneyId: 'swap-1', fromMs: 0, toMs: 7_000, priority: 0 };
    await registry.putAssignment('swap', first);
    await registry.putAssignment('swap', { ...first, deviceId: 'ct-swap-1b', fromMs: 7_000, toMs: null });
    const ofChimney = (await registry.factory('swap'))?.assignments.filter((a) => a.chimneyId === 'swap-1');
    expect(ofChimney?.map(({ deviceId, toMs }) => [deviceId, toMs])).toEqual([
      ['ct-swap-1a', 7_000],
      ['ct-swap-1b', null],
    ]);
  });

  it('keeps a device id unique in the network, whatever the factory', async () => {
    expect(await registry.addDevice(device('kap'))).toBe('added');
    expect(await registry.addDevice({ ...device('kap'), factoryId: 'kapkoros' })).toBe('conflict');
    expect(await registry.device('ct-kap-1a')).toEqual(device('kap'));
    expect(await registry.devicesOf('kap')).toEqual([device('kap')]);
    expect(await registry.devicesOf('kapkoros')).toEqual([]);
    expect(await registry.device('ct-none')).toBeNull();
  });

  it('shows an updated device by id and in its factory', async () => {
    const revoked = device('kap', 1, { status: 'revoked', revokedAtMs: 9 });
    await registry.updateDevice(revoked);
    expect(await registry.device('ct-kap-1a')).toEqual(revoked);
    expect(await registry.devicesOf('kap')).toEqual([revoked]);
  });
});
