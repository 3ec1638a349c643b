import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type Device, deviceSchema } from '@carbon-track/contract/device.ts';
import { type FactorySummary, factorySummarySchema } from '@carbon-track/contract/factory.ts';
import { recordFromItems, recordToItems } from './factory-record-items.ts';
import { type LedgerTable, openLedger } from './ledger-table.ts';
import type { FactoryRecord, Registry } from './ports/registry.ts';
import type { StoreAccess } from './table-access.ts';
import { ledgerKeys } from './table-keys.ts';

const factoryPartition = (factoryId: string): string => ledgerKeys.chimney(factoryId, '').pk;

const readFactory = async (ledger: LedgerTable, factoryId: string): Promise<FactoryRecord | null> => {
  const [row, items] = await Promise.all([
    ledger.get(ledgerKeys.factoryRow(factoryId)),
    ledger.query(factoryPartition(factoryId)),
  ]);
  return row === null ? null : recordFromItems(factorySummarySchema.parse(row), items);
};

/** The device by its own id (keeps ids unique in the network) and the same device in the list of its factory. */
const deviceItems = (device: Device) => ({
  byId: { ...ledgerKeys.device(device.deviceId), ...device },
  ofFactory: { ...ledgerKeys.factoryDevice(device.factoryId, device.deviceId), ...device },
});

/** What each call does to which items. */
export const registryAccess: StoreAccess<Registry, 'ledger'> = {
  table: 'ledger',
  calls: {
    listFactories: { Query: ['factories'] },
    factory: { GetItem: ['factories'], Query: ['factoryRecords'] },
    putFactory: { BatchWriteItem: ['factoryRecords'], PutItem: ['factories'] },
    putConfiguration: { GetItem: ['factories'], Query: ['factoryRecords'], PutItem: ['factoryRecords'] },
    putAssignment: { PutItem: ['factoryRecords'] },
    device: { GetItem: ['devices'] },
    devicesOf: { Query: ['factoryDevices'] },
    addDevice: { PutItem: ['devices', 'factoryDevices'] },
    updateDevice: { PutItem: ['devices', 'factoryDevices'] },
  },
};

/**
 * Factories, their dated configuration and their devices in the Ledger table.
 * A configuration is an append-only revision: its own Put on a free key is the only commit point, and where the
 * one before it ends is derived while reading. So no crash can leave two of them in force.
 */
export const createDynamoRegistry = (client: DynamoDBClient, tableName: string): Registry => {
  const ledger = openLedger(client, tableName);
  return {
    listFactories: async (): Promise<FactorySummary[]> => {
      const rows = await ledger.query(ledgerKeys.factoryRow('').pk);
      return rows.map((row) => factorySummarySchema.parse(row));
    },
    factory: (factoryId) => readFactory(ledger, factoryId),
    putFactory: async (record) => {
      const { factory } = record;
      await ledger.putAll(recordToItems(record));
      // The list row comes last: a factory is visible only once all of it is there.
      await ledger.put({ ...ledgerKeys.factoryRow(factory.factoryId), ...factory });
    },
    putConfiguration: async (factoryId, next, expectedRevision) => {
      const record = await readFactory(ledger, factoryId);
      const revisions = (record?.configurations ?? [])
        .filter(({ chimneyId }) => chimneyId === next.chimneyId)
        .map(({ revision }) => revision);
      if (Math.max(0, ...revisions) !== expectedRevision || next.revision !== expectedRevision + 1)
        return 'conflict';
      const key = ledgerKeys.configuration(factoryId, next.chimneyId, next.revision);
      return (await ledger.putNew({ ...key, ...next })) === 'put' ? 'written' : 'conflict';
    },
    putAssignment: (factoryId, assignment) => {
      const { chimneyId, deviceId, fromMs } = assignment;
      return ledger.put({ ...ledgerKeys.assignment(factoryId, chimneyId, deviceId, fromMs), ...assignment });
    },
    device: async (deviceId) => {
      const item = await ledger.get(ledgerKeys.device(deviceId));
      return item === null ? null : deviceSchema.parse(item);
    },
    devicesOf: async (factoryId) => {
      const items = await ledger.query(ledgerKeys.factoryDevice(factoryId, '').pk);
      return items.map((item) => deviceSchema.parse(item));
    },
    addDevice: async (device) => {
      const { byId, ofFactory } = deviceItems(device);
      if ((await ledger.putNew(byId)) === 'taken') return 'conflict';
      await ledger.put(ofFactory);
      return 'added';
    },
    updateDevice: async (device) => {
      const { byId, ofFactory } = deviceItems(device);
      await ledger.put(byId);
      await ledger.put(ofFactory);
    },
  };
};
