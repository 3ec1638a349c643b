import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { HourSlot, Substitution } from '../domain/hour-fold.ts';
import { hourMs, nairobiDayStartMs } from '../domain/nairobi.ts';
import { packFactoryRow, unpackFactoryRow } from './factory-row-codec.ts';
import { packHours, unpackHours } from './hour-slot-codec.ts';
import type { ChimneyDay, FactoryDay, NetworkDay } from './ports/day-store.ts';
import { packSubstitution, unpackSubstitution } from './substitution-codec.ts';
import { type Key, telemetryKeys } from './table-keys.ts';

export type Item = Record<string, AttributeValue>;

/**
 * Attribute names of day items: `v` version, `f` factory, `c` code and `r` configuration revision, `h` packed hours, `s7` the
 * substitution of hour 7, `row` a packed factory-day, `f.kapkoros` the row of one factory. None of them can be a key.
 */
const keyAttributes = ({ pk, sk }: Key): Item => ({ pk: { S: pk }, sk: { S: sk } });

const head = (key: Key, version: number): Item => ({
  ...keyAttributes(key),
  v: { N: String(version + 1) },
});

const substitutionAttributes = (hours: readonly (HourSlot | null)[]): Item =>
  Object.fromEntries(
    hours.flatMap((slot, index) => {
      const substitution: Substitution | null = slot?.substitution ?? null;
      return substitution === null ? [] : [[`s${index}`, { B: packSubstitution(substitution) }]];
    }),
  );

/** The item a put of `day` writes, with `version + 1`. For bulk seeding give version 0. */
export const chimneyDayItem = (day: ChimneyDay): Item => ({
  ...head(telemetryKeys.chimneyDay(day.chimneyId, day.date), day.version),
  f: { S: day.factoryId },
  c: { N: String(day.codeRevision) },
  r: { N: String(day.configurationRevision) },
  h: { B: packHours(day.hours) },
  ...substitutionAttributes(day.hours),
});

/** The item a put of `day` writes, with `version + 1`. */
export const factoryDayItem = (day: FactoryDay): Item => ({
  ...head(telemetryKeys.factoryDay(day.factoryId, day.date), day.version),
  row: { B: packFactoryRow(day) },
});

const rowPrefix = 'f.';

/** The item a put of `day` writes, with `version + 1`. */
export const networkDayItem = (day: NetworkDay): Item => ({
  ...head(telemetryKeys.networkDay(day.partition, day.date), day.version),
  ...Object.fromEntries(
    day.factories.map((row) => [`${rowPrefix}${row.factoryId}`, { B: packFactoryRow(row) }]),
  ),
});

const missing = (item: Item, name: string): Error =>
  new Error(`the day item ${item.pk?.S} ${item.sk?.S} has no ${name}; restore it or let it be refolded`);

const text = (item: Item, name: string): string => {
  const value = item[name];
  const found = value?.S ?? value?.N;
  if (found === undefined) throw missing(item, name);
  return found;
};

const bytes = (item: Item, name: string): Uint8Array => {
  const found = item[name]?.B;
  if (found === undefined) throw missing(item, name);
  return found;
};

const afterHash = (key: string): string => key.slice(key.indexOf('#') + 1);

/** Whose day it is and which: the keys hold both. */
const placeOf = (item: Item) => ({
  ownerId: afterHash(text(item, 'pk')),
  date: afterHash(text(item, 'sk')),
  version: Number(text(item, 'v')),
});

/** Reads a chimney-day back. Throws when the item was not written by this system. */
export const chimneyDayFromItem = (item: Item): ChimneyDay => {
  const { ownerId, date, version } = placeOf(item);
  const startMs = nairobiDayStartMs(date);
  const substitutionOf = (index: number): Substitution | null => {
    const packed = item[`s${index}`]?.B;
    return packed === undefined ? null : unpackSubstitution(packed, startMs + index * hourMs);
  };
  return {
    chimneyId: ownerId,
    factoryId: text(item, 'f'),
    date,
    version,
    codeRevision: Number(text(item, 'c')),
    configurationRevision: Number(text(item, 'r')),
    hours: unpackHours(bytes(item, 'h'), startMs, substitutionOf),
  };
};

/** Reads a factory-day back. Throws when the item was not written by this system. */
export const factoryDayFromItem = (item: Item): FactoryDay => {
  const { ownerId, date, version } = placeOf(item);
  return { factoryId: ownerId, date, version, ...unpackFactoryRow(bytes(item, 'row')) };
};

/** Reads a network-day back, factories by id. Throws when the item was not written by this system. */
export const networkDayFromItem = (item: Item): NetworkDay => {
  const { ownerId, date, version } = placeOf(item);
  const factories = Object.keys(item)
    .filter((name) => name.startsWith(rowPrefix))
    .sort()
    .map((name) => ({ factoryId: name.slice(rowPrefix.length), ...unpackFactoryRow(bytes(item, name)) }));
  return { partition: Number(ownerId), date, version, factories };
};
