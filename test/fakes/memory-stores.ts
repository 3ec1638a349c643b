import {
  chimneyDayFromItem,
  chimneyDayItem,
  factoryDayFromItem,
  factoryDayItem,
  type Item,
  networkDayFromItem,
  networkDayItem,
} from '../../lambdas/adapters/day-items.ts';
import type { DayStore, GuardedWrite } from '../../lambdas/adapters/ports/day-store.ts';
import type { DirtyHour, DirtyHours } from '../../lambdas/adapters/ports/dirty-hours.ts';
import type { MinuteStore, StoredMinute } from '../../lambdas/adapters/ports/minute-store.ts';
import type { FactoryRecord } from '../../lambdas/adapters/ports/registry.ts';
import { telemetryKeys, workPartitionOf } from '../../lambdas/adapters/table-keys.ts';
import { compareReadings } from '../../lambdas/domain/reading.ts';
import type { RollupPorts } from '../../lambdas/rollup/ports.ts';
import { health } from './readings.ts';

/** Days as items in a map, through the same packing as the table, with the same conditional write. */
const memoryDays = (): DayStore => {
  const items = new Map<string, Item>();
  const id = ({ pk, sk }: { pk: string; sk: string }): string => `${pk} ${sk}`;
  const get = async <Day>(
    key: { pk: string; sk: string },
    parse: (item: Item) => Day,
  ): Promise<Day | null> => {
    const item = items.get(id(key));
    return item === undefined ? null : parse(item);
  };
  const put = async (item: Item, version: number): Promise<GuardedWrite> => {
    const key = `${item.pk?.S} ${item.sk?.S}`;
    if (Number(items.get(key)?.v?.N ?? 0) !== version) return 'conflict';
    items.set(key, item);
    return 'written';
  };
  const between = <Day>(pk: string, from: string, to: string, parse: (item: Item) => Day): Day[] =>
    [...items]
      .filter(([key]) => key >= `${pk} DAY#${from}` && key <= `${pk} DAY#${to}`)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, item]) => parse(item));
  const { chimneyDay, factoryDay, networkDay } = telemetryKeys;
  return {
    chimneyDay: (chimneyId, date) => get(chimneyDay(chimneyId, date), chimneyDayFromItem),
    chimneyDays: async (chimneyId, from, to) =>
      between(chimneyDay(chimneyId, '').pk, from, to, chimneyDayFromItem),
    putChimneyDay: (day) => put(chimneyDayItem(day), day.version),
    factoryDay: (factoryId, date) => get(factoryDay(factoryId, date), factoryDayFromItem),
    factoryDays: async (factoryId, from, to) =>
      between(factoryDay(factoryId, '').pk, from, to, factoryDayFromItem),
    putFactoryDay: (day) => put(factoryDayItem(day), day.version),
    networkDay: (partition, date) => get(networkDay(partition, date), networkDayFromItem),
    networkDays: async (from, to) =>
      [0, 1, 2, 3].flatMap((n) => between(networkDay(n, '').pk, from, to, networkDayFromItem)),
    putNetworkDay: (day) => put(networkDayItem(day), day.version),
  };
};

/** Minutes in a map. Readings are told apart by identity and time, as attributes of the item are. */
const memoryMinutes = (): MinuteStore => {
  const minutes = new Map<string, StoredMinute>();
  const sorted = (deviceId: string): StoredMinute[] =>
    [...minutes.values()]
      .filter((minute) => minute.deviceId === deviceId)
      .sort((a, b) => a.minuteMs - b.minuteMs);
  return {
    merge: async (write) => {
      const key = `${write.deviceId} ${write.minuteMs}`;
      const before = minutes.get(key)?.readings ?? [];
      const added = write.readings.filter(
        (one) =>
          !before.some(
            ({ epoch, seq, takenAtMs }) =>
              epoch === one.epoch && seq === one.seq && takenAtMs === one.takenAtMs,
          ),
      );
      const readings = [...before, ...added].sort(compareReadings);
      minutes.set(key, { deviceId: write.deviceId, minuteMs: write.minuteMs, readings, health });
      return { added, duplicates: [], conflicts: [], tooDense: [] };
    },
    read: async (deviceId, fromMs, toMs) =>
      sorted(deviceId).filter(({ minuteMs }) => minuteMs >= fromMs && minuteMs < toMs),
    newest: async (deviceId, beforeMs = Number.MAX_SAFE_INTEGER) =>
      sorted(deviceId).findLast(({ minuteMs }) => minuteMs < beforeMs) ?? null,
  };
};

const memoryDirtyHours = (): DirtyHours => {
  const markers = new Map<string, DirtyHour>();
  let token = 0;
  const id = (factoryId: string, deviceId: string, hourMs: number): string =>
    `${factoryId} ${deviceId} ${hourMs}`;
  return {
    mark: async (factoryId, deviceId, hourMs, reason) => {
      const key = id(factoryId, deviceId, hourMs);
      const sourcesChanged = reason === 'sources' || markers.get(key)?.sourcesChanged === true;
      token += 1;
      markers.set(key, { factoryId, deviceId, hourMs, token: String(token), sourcesChanged });
    },
    list: async (partition) =>
      [...markers.values()].filter(({ factoryId }) => workPartitionOf(factoryId) === partition),
    clear: async (marker) => {
      const key = id(marker.factoryId, marker.deviceId, marker.hourMs);
      if (markers.get(key)?.token !== marker.token) return 'kept';
      markers.delete(key);
      return 'cleared';
    },
  };
};

export type MemoryWorld = RollupPorts & {
  readonly days: DayStore;
  readonly minutes: MinuteStore;
  readonly records: Map<string, FactoryRecord>;
  readonly tea: Map<string, number>;
  readonly lines: Readonly<Record<string, unknown>>[];
};

/** Everything a roll-up needs, in memory and in one process: for tests that try many interleavings. */
export const memoryWorld = (clock: { nowMs: number }, records: readonly FactoryRecord[]): MemoryWorld => {
  const byId = new Map(records.map((record) => [record.factory.factoryId, record]));
  const watermarks = new Map<number, number>();
  const tea = new Map<string, number>();
  const lines: Readonly<Record<string, unknown>>[] = [];
  return {
    records: byId,
    tea,
    lines,
    minutes: memoryMinutes(),
    days: memoryDays(),
    dirtyHours: memoryDirtyHours(),
    production: { madeTeaKg: async (factoryId, date) => tea.get(`${factoryId} ${date}`) ?? null },
    registry: {
      listFactories: async () => [...byId.values()].map(({ factory }) => factory),
      factory: async (factoryId) => byId.get(factoryId) ?? null,
    },
    watermarks: {
      read: async (partition) => watermarks.get(partition) ?? null,
      advance: async (partition, ms) => {
        watermarks.set(partition, Math.max(ms, watermarks.get(partition) ?? 0));
      },
    },
    now: () => clock.nowMs,
    log: (line) => lines.push(line),
  };
};
