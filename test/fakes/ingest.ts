import { createDynamoDirtyHours } from '../../lambdas/adapters/dynamo-dirty-hours.ts';
import { createDynamoMinuteStore } from '../../lambdas/adapters/dynamo-minute-store.ts';
import { createObjectArchive } from '../../lambdas/adapters/object-archive.ts';
import { createObjectQuarantine } from '../../lambdas/adapters/object-quarantine.ts';
import type { MinuteStore } from '../../lambdas/adapters/ports/minute-store.ts';
import type { BatchLogLine } from '../../lambdas/convert-store/batch-log.ts';
import type { ConvertStorePorts } from '../../lambdas/convert-store/handler.ts';
import type { TestTables } from './dynalite.ts';
import { memoryObjectStore } from './object-store.ts';
import { device, factoryRecord } from './plant.ts';

/** Kapkoros with devices 1a and 2a, registered and assigned since ever; nobody else is known. */
export const kapkorosRegistry: ConvertStorePorts['registry'] = {
  device: async (deviceId) =>
    [device('kapkoros', 1), device('kapkoros', 2)].find((known) => known.deviceId === deviceId) ?? null,
  factory: async (factoryId) => (factoryId === 'kapkoros' ? factoryRecord('kapkoros') : null),
};

/** Ports of convert-store on real tables, with objects in memory and a log that can be read. */
export const ingestPorts = (tables: TestTables, now: () => number) => {
  const archived = memoryObjectStore();
  const setAside = memoryObjectStore();
  const lines: BatchLogLine[] = [];
  const ports: ConvertStorePorts & { readonly minutes: MinuteStore } = {
    minutes: createDynamoMinuteStore(tables.client, tables.telemetryTable),
    dirtyHours: createDynamoDirtyHours(tables.client, tables.telemetryTable),
    archive: createObjectArchive(archived),
    quarantine: createObjectQuarantine(setAside),
    registry: kapkorosRegistry,
    now,
    log: (line) => lines.push(line),
  };
  return { ports, archived, setAside, lines };
};
