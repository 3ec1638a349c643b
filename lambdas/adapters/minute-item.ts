import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { compareReadings, type Reading } from '../domain/reading.ts';
import { isReadingName, packReading, readingName, unpackReading } from './packed-reading.ts';
import type { MinuteHealth, MinuteWrite, StoredMinute } from './ports/minute-store.ts';
import { partitions, telemetryKeys } from './table-keys.ts';

export type Item = Record<string, AttributeValue>;

/** An item that holds this many readings takes no more; the fold uses the first 24. */
export const fullMinuteReadings = 48;
/** Raw minutes leave the table 35 days after they were taken. */
const keepS = 35 * 86_400;

export const minuteKey = (deviceId: string, minuteMs: number): Item => {
  const { pk, sk } = telemetryKeys.minute(deviceId, minuteMs);
  return { pk: { S: pk }, sk: { S: sk } };
};

/** Everything of a minute item beside keys and readings. None of these names can be a reading's: no dot. */
export const healthAttributes = (minuteMs: number, health: MinuteHealth): Item => ({
  at: { N: String(health.receivedAtMs) },
  fw: { S: health.firmware },
  cfg: { N: String(health.configurationRevision) },
  boot: { N: String(health.boot) },
  rssi: health.rssiDbm === null ? { NULL: true } : { N: String(health.rssiDbm) },
  ttl: { N: String(minuteMs / 1_000 + keepS) },
});

/**
 * The item one write makes where there is none yet: for bulk seeding with BatchWriteItem.
 * Of readings with the same name the first stays, as with `MinuteStore.merge`.
 */
export const minuteItem = (write: MinuteWrite): Item => {
  const readings = write.readings
    .toReversed()
    .map((reading) => [readingName(reading), { B: packReading(reading) }]);
  return {
    ...minuteKey(write.deviceId, write.minuteMs),
    ...healthAttributes(write.minuteMs, write.health),
    ...Object.fromEntries(readings),
    ...(new Set(readings.map(([name]) => name)).size >= fullMinuteReadings && { full: { BOOL: true } }),
  };
};

const textOf = (item: Item, name: string): string => {
  const value = item[name];
  if (value?.S !== undefined) return value.S;
  if (value?.N !== undefined) return value.N;
  throw new Error(`a minute item has no ${name}; it was not written by this system: remove or restore it`);
};

const healthOf = (item: Item): MinuteHealth => ({
  receivedAtMs: Number(textOf(item, 'at')),
  firmware: textOf(item, 'fw'),
  configurationRevision: Number(textOf(item, 'cfg')),
  boot: Number(textOf(item, 'boot')),
  rssiDbm: item.rssi?.N === undefined ? null : Number(item.rssi.N),
});

/** All readings of an item, sorted, also those that lose to another of the same identity. */
export const readingsOfItem = (deviceId: string, minuteMs: number, item: Item): Reading[] => {
  const readings: Reading[] = [];
  for (const name in item) {
    const value = item[name]?.B;
    if (value !== undefined && isReadingName(name))
      readings.push(unpackReading(deviceId, minuteMs, name, value));
  }
  return readings.sort(compareReadings);
};

/**
 * One identity at two times of a minute is a device fault. The earlier time counts, whichever came first, so
 * that the order of arrival cannot show; the later one is reported as a conflict when it is written.
 */
const firstOfEachIdentity = (sorted: readonly Reading[]): readonly Reading[] => {
  const known = new Set<string>();
  return sorted.filter(({ epoch, seq }) => {
    const isFirst = !known.has(`${epoch}.${seq}`);
    known.add(`${epoch}.${seq}`);
    return isFirst;
  });
};

/** Reads a minute back from its item. Throws when the item was not written by this system. */
export const minuteFromItem = (item: Item): StoredMinute => {
  const deviceId = textOf(item, 'pk').slice(partitions.telemetry.minutes.length);
  const minuteMs = Date.parse(`${textOf(item, 'sk').slice('MIN#'.length)}:00Z`);
  return {
    deviceId,
    minuteMs,
    readings: firstOfEachIdentity(readingsOfItem(deviceId, minuteMs, item)),
    health: healthOf(item),
  };
};
