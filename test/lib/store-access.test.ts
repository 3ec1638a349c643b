import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TableName } from '../../lambdas/adapters/table-access.ts';
import { partitions, workPartitions } from '../../lambdas/adapters/table-keys.ts';
import { storeAccess } from '../../lib/store-access.ts';
import { createLocalPorts, type LocalPorts } from '../../local/system/local-ports.ts';
import { alert } from '../fakes/alert.ts';
import { startTables, type TestTables } from '../fakes/dynalite.ts';
import { chimneyDay, factoryDay } from '../fakes/hours.ts';
import { memoryObjectStore } from '../fakes/object-store.ts';
import { configuration, device, factoryRecord } from '../fakes/plant.ts';
import { health, reading } from '../fakes/readings.ts';
import { recordCalls, type TableCall } from '../fakes/table-calls.ts';

type Stores = Pick<LocalPorts, keyof typeof storeAccess>;
/** Makes one call in every way it can go; what has to be there before is made by `prepared`. */
type Scene = (watched: Stores, prepared: Stores) => Promise<unknown>;
type Scenes = { readonly [Port in keyof Stores]: { readonly [Call in keyof Stores[Port]]: Scene } };

const date = '2026-11-24';
const hourMs = Date.parse('2026-11-24T08:00:00Z');
const lease = (tabId: string, factoryId: string) => ({ factoryId, sub: 'a', tabId, expiresAtMs: 60_000 });
const minute = (from: number, count: number) => ({
  deviceId: 'ct-1',
  minuteMs: hourMs,
  health,
  readings: Array.from({ length: count }, (_, index) =>
    reading({ deviceId: 'ct-1', seq: from + index, takenAtMs: hourMs + from + index }),
  ),
});
const networkDay = { partition: 1, date, version: 0, factories: [] };
const membership = { sub: 'a', name: 'A', role: 'ops', factoryId: null, expiresAtMs: null } as const;
const assignment = { deviceId: 'ct-x', chimneyId: 'kapkoros-1', fromMs: 0, toMs: null, priority: 0 };
const opened = (chimneyId: string, openedAtMs = hourMs) => alert({ chimneyId, openedAtMs });
const cleared = (one: ReturnType<typeof opened>) => ({ ...one, clearedAtMs: hourMs + 60_000 });

const scenes: Scenes = {
  alerts: {
    find: ({ alerts }) => alerts.find(opened('found-1').alertId),
    openOf: async ({ alerts }, prepared) => {
      await prepared.alerts.open(opened('of-1'));
      expect(await alerts.openOf('kapkoros')).not.toEqual([]);
    },
    openOfNetwork: async ({ alerts }, prepared) => {
      await prepared.alerts.open(opened('network-1'));
      expect((await alerts.openOfNetwork(1, undefined)).items).toHaveLength(1);
    },
    history: ({ alerts }) => alerts.history('kapkoros', 1, undefined),
    open: async ({ alerts }) => {
      const first = opened('open-1');
      expect(await alerts.open(first)).toBe('opened');
      expect(await alerts.open(opened('open-1', hourMs + 1))).toBe('already_open');
      await alerts.open(cleared(opened('open-2')));
      expect(await alerts.open(opened('open-2'))).toBe('already_open');
    },
    update: async ({ alerts }, prepared) => {
      await prepared.alerts.open(opened('update-1'));
      await alerts.update({ ...opened('update-1'), peakValue: 1 });
      await alerts.update(cleared(opened('update-1')));
    },
    acknowledge: ({ alerts }) => alerts.acknowledge(opened('noted-1').alertId, 'A', 1),
    explain: ({ alerts }) => alerts.explain(opened('noted-1').alertId, 'A', 'wet wood'),
  },
  days: {
    chimneyDay: ({ days }) => days.chimneyDay('kapkoros-1', date),
    chimneyDays: ({ days }) => days.chimneyDays('kapkoros-1', date, date),
    putChimneyDay: ({ days }) => days.putChimneyDay(chimneyDay('kapkoros-1', date)),
    factoryDay: ({ days }) => days.factoryDay('kapkoros', date),
    factoryDays: ({ days }) => days.factoryDays('kapkoros', date, date),
    putFactoryDay: ({ days }) => days.putFactoryDay(factoryDay('kapkoros', date)),
    networkDay: ({ days }) => days.networkDay(1, date),
    networkDays: ({ days }) => days.networkDays(date, date),
    putNetworkDay: ({ days }) => days.putNetworkDay(networkDay),
  },
  dirtyHours: {
    mark: ({ dirtyHours }) => dirtyHours.mark('kapkoros', 'ct-1', hourMs, 'sources'),
    list: ({ dirtyHours }) => dirtyHours.list(1),
    clear: ({ dirtyHours }) =>
      dirtyHours.clear({ factoryId: 'kapkoros', deviceId: 'ct-1', hourMs, token: 'stale' }),
  },
  leases: {
    take: async ({ leases }) => {
      for (const tab of ['tab00001', 'tab00002', 'tab00003']) await leases.take(lease(tab, 'kapkoros'), 0);
      expect(await leases.take(lease('tab00004', 'kapkoros'), 0)).toBe('limit');
      expect(await leases.take(lease('tab00001', 'momul'), 0)).toBe('taken');
    },
    ofUser: ({ leases }) => leases.ofUser('a', 0),
    leasedFactories: ({ leases }) => leases.leasedFactories(0),
  },
  memberships: {
    find: ({ memberships }) => memberships.find('a'),
    put: ({ memberships }) => memberships.put(membership),
  },
  minutes: {
    merge: async ({ minutes }) => {
      await minutes.merge(minute(0, 47));
      await minutes.merge(minute(47, 1));
      expect(await minutes.merge(minute(48, 1))).toMatchObject({ tooDense: { length: 1 } });
    },
    read: ({ minutes }) => minutes.read('ct-1', hourMs, hourMs + 60_000),
    newest: ({ minutes }) => minutes.newest('ct-1'),
  },
  networkStatus: {
    put: ({ networkStatus }) => networkStatus.put(workPartitions - 1, 0, []),
    read: ({ networkStatus }) => networkStatus.read(),
  },
  production: {
    madeTeaKg: ({ production }) => production.madeTeaKg('kapkoros', date),
    putMadeTea: ({ production }) =>
      production.putMadeTea({ factoryId: 'kapkoros', date, madeTeaKg: 1, origin: 'measured' }),
  },
  receipts: {
    find: ({ receipts }) => receipts.find('ct-1', 'key-0001'),
    put: ({ receipts }) =>
      receipts.put('ct-1', 'key-0001', 'hash', { stored: 0, duplicates: 0, quarantined: [] }),
  },
  registry: {
    listFactories: ({ registry }) => registry.listFactories(),
    factory: ({ registry }) => registry.factory('kapkoros'),
    putFactory: ({ registry }) => registry.putFactory(factoryRecord('kapkoros')),
    putConfiguration: async ({ registry }, prepared) => {
      await prepared.registry.putFactory(factoryRecord('changed'));
      const next = { chimneyId: 'changed-1', fromMs: hourMs, toMs: null, revision: 2, configuration };
      expect(await registry.putConfiguration('changed', next, 1)).toBe('written');
    },
    putAssignment: ({ registry }) => registry.putAssignment('kapkoros', assignment),
    device: ({ registry }) => registry.device('ct-kapkoros-1a'),
    devicesOf: ({ registry }) => registry.devicesOf('kapkoros'),
    addDevice: ({ registry }) => registry.addDevice(device('kapkoros')),
    updateDevice: ({ registry }) => registry.updateDevice(device('kapkoros')),
  },
  watermarks: {
    read: ({ watermarks }) => watermarks.read(1),
    advance: ({ watermarks }) => watermarks.advance(1, 1),
  },
};

const familyOf = (table: TableName, key: string): string => {
  const found = Object.entries(partitions[table]).find(([, prefix]) =>
    prefix.endsWith('#') ? key.startsWith(prefix) : key === prefix,
  );
  return found?.[0] ?? `no family: ${key}`;
};

/** `Query ledger leases`: one line for each thing done to a family, once. */
const lines = (
  entries: readonly {
    readonly action: string;
    readonly table: string;
    readonly families: readonly string[];
  }[],
) =>
  [
    ...new Set(
      entries.flatMap(({ action, table, families }) => families.map((f) => `${action} ${table} ${f}`)),
    ),
  ].toSorted();

const done = (calls: readonly TableCall[]) =>
  lines(
    calls.map(({ action, table, keys }) => ({
      action,
      table,
      families: keys.length === 0 ? ['without a key'] : keys.map((key) => familyOf(table as TableName, key)),
    })),
  );

type AnyStore = {
  readonly table: TableName;
  readonly calls: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
};
const declared = ({ table, calls }: AnyStore, call: string) =>
  lines(Object.entries(calls[call] ?? {}).map(([action, families]) => ({ action, table, families })));

describe('what an adapter declares is what it does:', () => {
  let tables: TestTables;
  let watchedClient: DynamoDBClient;
  let watched: Stores;
  let prepared: Stores;
  let calls: TableCall[];
  beforeAll(async () => {
    tables = await startTables();
    const { endpoint, region, credentials } = tables.client.config;
    watchedClient = new DynamoDBClient({ ...(endpoint && { endpoint }), region, credentials });
    calls = recordCalls(watchedClient);
    const buckets = { archive: memoryObjectStore(), quarantine: memoryObjectStore() };
    watched = createLocalPorts({ ...tables, client: watchedClient }, buckets);
    prepared = createLocalPorts(tables, buckets);
  });
  afterAll(async () => {
    watchedClient.destroy();
    await tables.stop();
  });

  const each = Object.entries(scenes).flatMap(([port, ofPort]) =>
    Object.entries(ofPort).map(([call, scene]) => [port as keyof Stores, call, scene] as const),
  );
  it.each(each)('%s.%s', async (port, call, scene) => {
    calls.length = 0;
    await scene(watched, prepared);
    expect(done(calls)).toEqual(declared(storeAccess[port], call));
  });
});

describe('no family of keys', () => {
  it.each(['telemetry', 'ledger'] as const)('of the %s table is a part of another', (table) => {
    const prefixes = Object.values(partitions[table]);
    const within = prefixes.filter((one) =>
      prefixes.some((other) => other !== one && other.endsWith('#') && one.startsWith(other)),
    );
    expect(within).toEqual([]);
    expect(new Set(prefixes).size).toBe(prefixes.length);
  });
});
