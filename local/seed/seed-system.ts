import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Device } from '@carbon-track/contract/device.ts';
import { networkDayItem } from '../../lambdas/adapters/day-items.ts';
import { type LedgerTable, openLedger } from '../../lambdas/adapters/ledger-table.ts';
import type { FactoryDay } from '../../lambdas/adapters/ports/day-store.ts';
import type { Registry } from '../../lambdas/adapters/ports/registry.ts';
import type { Watermarks } from '../../lambdas/adapters/ports/watermarks.ts';
import { workPartitions } from '../../lambdas/adapters/table-keys.ts';
import {
  addDays,
  hourFloorMs,
  hourMs,
  nairobiDate,
  nairobiDayStartMs,
} from '../../lambdas/domain/nairobi.ts';
import { bulkPut } from './bulk-writer.ts';
import { factoryRecords, historyDays, type SeededFactory } from './factory-records.ts';
import { factoryRows } from './factory-rows.ts';
import { factoryHistory, type SeedPeriod } from './seed-factory.ts';
import { readSeedState, type SeedState, writeSeedState } from './seed-state.ts';
import { networkDaysOf } from './seeded-days.ts';

export type SeedPorts = {
  readonly client: DynamoDBClient;
  readonly telemetryTable: string;
  readonly ledgerTable: string;
  readonly registry: Registry;
  readonly watermarks: Watermarks;
};

export type SeedScale = 'full' | 'small';

/** `small`: three factories with ten days, for tests: an ordinary one, one that saturates, one that was silent. */
const scales = {
  full: { factoryIds: factoryRows.map((row) => row.factoryId), days: historyDays },
  small: { factoryIds: ['kapkoros', 'motigo', 'githambo'], days: 10 },
} as const;

/** Whole hours of raw minutes before the current one. */
const minuteHours = 2;

export type SeedProgress = { readonly done: number; readonly total: number; readonly label: string };

export type SeedOptions = {
  readonly nowMs: number;
  readonly scale: SeedScale;
  /** Certificates that were issued for the seeded devices; null where none was. */
  readonly certificateIdOf?: (deviceId: string) => string | null;
};

export type SeedOutcome = { readonly status: 'seeded' | 'already_seeded'; readonly seededAtMs: number };

/** The factories a scale consists of, as of an instant. */
export const seededFactories = (scale: SeedScale, nowMs: number): SeededFactory[] => {
  const wanted: readonly string[] = scales[scale].factoryIds;
  return factoryRecords(nowMs).filter(({ record }) => wanted.includes(record.factory.factoryId));
};

const periodOf = (nowMs: number, days: number): SeedPeriod => ({
  fromMs: nairobiDayStartMs(addDays(nairobiDate(nowMs), -days)),
  minutesFromMs: hourFloorMs(nowMs) - minuteHours * hourMs,
  nowMs,
});

const putDevice = async (registry: Registry, device: Device): Promise<void> => {
  if ((await registry.addDevice(device)) === 'conflict') await registry.updateDevice(device);
};

const seedFactory = async (
  ports: SeedPorts,
  ledger: LedgerTable,
  factory: SeededFactory,
  options: SeedOptions & { period: SeedPeriod },
): Promise<FactoryDay[]> => {
  const history = factoryHistory(factory, options.period);
  await Promise.all([
    bulkPut(ports.client, ports.telemetryTable, history.telemetry),
    ledger.putAll(history.ledger),
    ports.registry.putFactory(factory.record),
    ...factory.devices.map((device) =>
      putDevice(ports.registry, {
        ...device,
        certificateId: options.certificateIdOf?.(device.deviceId) ?? null,
      }),
    ),
  ]);
  return history.days;
};

/** The first roll-up starts two hours before its watermark: exactly where the raw minutes begin. */
const setWatermarks = async (watermarks: Watermarks, { minutesFromMs }: SeedPeriod): Promise<void> => {
  for (let partition = 0; partition < workPartitions; partition += 1) {
    await watermarks.advance(partition, minutesFromMs + 2 * hourMs);
  }
};

const seedAll = async (
  ports: SeedPorts,
  ledger: LedgerTable,
  options: SeedOptions,
  onProgress: (progress: SeedProgress) => void,
): Promise<void> => {
  const factories = seededFactories(options.scale, options.nowMs);
  const period = periodOf(options.nowMs, scales[options.scale].days);
  const total = factories.length + 1;
  const days: FactoryDay[] = [];
  for (const [done, factory] of factories.entries()) {
    onProgress({ done, total, label: factory.record.factory.name });
    days.push(...(await seedFactory(ports, ledger, factory, { ...options, period })));
  }
  onProgress({ done: total - 1, total, label: 'Network' });
  await bulkPut(ports.client, ports.telemetryTable, networkDaysOf(days).map(networkDayItem));
  await setWatermarks(ports.watermarks, period);
  onProgress({ done: total, total, label: 'Done' });
};

/**
 * Fills empty tables with the demonstration network: factories, devices, days of history and the last hours as raw
 * minutes. A seed that was cut off starts over with the instant it began with, so it ends where it would have ended;
 * one that is complete is never repeated, and time that passes with the system off stays empty.
 */
export const seedSystem = async (
  ports: SeedPorts,
  options: SeedOptions,
  onProgress: (progress: SeedProgress) => void = () => undefined,
): Promise<SeedOutcome> => {
  const ledger = openLedger(ports.client, ports.ledgerTable);
  const state: SeedState | null = await readSeedState(ledger);
  if (state?.status === 'complete') return { status: 'already_seeded', seededAtMs: state.nowMs };
  const nowMs = state?.nowMs ?? options.nowMs;
  await writeSeedState(ledger, { status: 'started', nowMs });
  await seedAll(ports, ledger, { ...options, nowMs }, onProgress);
  await writeSeedState(ledger, { status: 'complete', nowMs });
  return { status: 'seeded', seededAtMs: nowMs };
};
