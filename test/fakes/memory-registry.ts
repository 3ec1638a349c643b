import type { Device } from '@carbon-track/contract/device.ts';
import { endAtNextRevision } from '../../lambdas/adapters/factory-record-items.ts';
import type { FactoryRecord, Registry } from '../../lambdas/adapters/ports/registry.ts';

/** The registry's port in memory, with the same answers as the one on a table. */
export const createMemoryRegistry = (
  records: readonly FactoryRecord[],
  devices: readonly Device[] = [],
): Registry => {
  const factories = new Map(records.map((record) => [record.factory.factoryId, record]));
  const byId = new Map(devices.map((device) => [device.deviceId, device]));
  const change = (factoryId: string, alter: (record: FactoryRecord) => FactoryRecord): void => {
    const record = factories.get(factoryId);
    if (record !== undefined) factories.set(factoryId, alter(record));
  };
  return {
    listFactories: async () => [...factories.values()].map(({ factory }) => factory),
    factory: async (factoryId) => factories.get(factoryId) ?? null,
    putFactory: async (record) => {
      factories.set(record.factory.factoryId, record);
    },
    putConfiguration: async (factoryId, next, expectedRevision) => {
      const own =
        factories.get(factoryId)?.configurations.filter((c) => c.chimneyId === next.chimneyId) ?? [];
      if (Math.max(0, ...own.map(({ revision }) => revision)) !== expectedRevision) return 'conflict';
      change(factoryId, (record) => ({
        ...record,
        configurations: endAtNextRevision([...record.configurations, next]),
      }));
      return 'written';
    },
    putAssignment: async (factoryId, next) =>
      change(factoryId, (record) => {
        const isSame = (a: typeof next): boolean =>
          a.chimneyId === next.chimneyId && a.deviceId === next.deviceId && a.fromMs === next.fromMs;
        return { ...record, assignments: [...record.assignments.filter((a) => !isSame(a)), next] };
      }),
    device: async (deviceId) => byId.get(deviceId) ?? null,
    devicesOf: async (factoryId) => [...byId.values()].filter((device) => device.factoryId === factoryId),
    addDevice: async (device) => {
      if (byId.has(device.deviceId)) return 'conflict';
      byId.set(device.deviceId, device);
      return 'added';
    },
    updateDevice: async (device) => {
      byId.set(device.deviceId, device);
    },
  };
};
