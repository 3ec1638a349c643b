import type { HourFold, HourSlot, Substitution } from '../domain/hour-fold.ts';
import { hourMs } from '../domain/nairobi.ts';

/**
 * The 24 hours of a chimney-day as one binary value, so that a day stays within one write unit. A slot is 37 bytes,
 * big endian: u32 present (1 bit), provisional (1), seeded (1), uploaded (1), operating minutes (6), covered ms (22) ·
 * u24 valid (12) and possible (12) readings · u16 stored readings · f64 integrated kg · f64 concentration · f64 flow ·
 * f32 uncertainty. NaN stands for null. Everything but the uncertainty comes back exactly as it went in.
 */
export const packedSlotBytes = 37;
export const hoursPerDay = 24;

const limits = {
  coveredMs: 2 ** 22 - 1,
  operatingMinutes: 63,
  validReadings: 2 ** 12 - 1,
  possibleReadings: 2 ** 12 - 1,
  storedReadings: 2 ** 16 - 1,
} as const;

const integer = (fold: HourFold, name: keyof typeof limits): number => {
  const value = fold[name];
  if (Number.isInteger(value) && value >= 0 && value <= limits[name]) return value;
  throw new RangeError(
    `${name} of an hour must be an integer from 0 to ${limits[name]}, got ${value}; correct the fold`,
  );
};

const bit = (flag: boolean, position: number): number => (flag ? 2 ** position : 0);

const packSlot = (view: DataView, offset: number, { fold, provisional }: HourSlot): void => {
  const flags = bit(true, 31) + bit(provisional, 30) + bit(fold.hasSeeded, 29) + bit(fold.hasUploaded, 28);
  view.setUint32(offset, flags + integer(fold, 'operatingMinutes') * 2 ** 22 + integer(fold, 'coveredMs'));
  const counts = integer(fold, 'validReadings') * 2 ** 12 + integer(fold, 'possibleReadings');
  view.setUint8(offset + 4, counts >>> 16);
  view.setUint16(offset + 5, counts & 0xffff);
  view.setUint16(offset + 7, integer(fold, 'storedReadings'));
  view.setFloat64(offset + 9, fold.integratedKg);
  view.setFloat64(offset + 17, fold.concentrationGPerNm3 ?? Number.NaN);
  view.setFloat64(offset + 25, fold.flowNm3PerH ?? Number.NaN);
  view.setFloat32(offset + 33, fold.expandedUncertaintyRelative ?? Number.NaN);
};

const orNull = (value: number): number | null => (Number.isNaN(value) ? null : value);

const unpackFold = (view: DataView, offset: number, startMs: number): HourFold => {
  const head = view.getUint32(offset);
  const counts = view.getUint8(offset + 4) * 2 ** 16 + view.getUint16(offset + 5);
  return {
    startMs,
    integratedKg: view.getFloat64(offset + 9),
    coveredMs: head & limits.coveredMs,
    operatingMinutes: (head >>> 22) & limits.operatingMinutes,
    validReadings: counts >>> 12,
    possibleReadings: counts & limits.possibleReadings,
    storedReadings: view.getUint16(offset + 7),
    concentrationGPerNm3: orNull(view.getFloat64(offset + 17)),
    flowNm3PerH: orNull(view.getFloat64(offset + 25)),
    expandedUncertaintyRelative: orNull(view.getFloat32(offset + 33)),
    hasSeeded: (head & (2 ** 29)) !== 0,
    hasUploaded: (head & (2 ** 28)) !== 0,
  };
};

/** Packs 24 slots; an absent one is all zeros. Substitutions travel apart. Throws a RangeError for a count out of range. */
export const packHours = (hours: readonly (HourSlot | null)[]): Uint8Array => {
  if (hours.length !== hoursPerDay) throw new RangeError(`a day has 24 hour slots, got ${hours.length}`);
  const bytes = new Uint8Array(hoursPerDay * packedSlotBytes);
  const view = new DataView(bytes.buffer);
  for (const [index, slot] of hours.entries()) {
    if (slot !== null) packSlot(view, index * packedSlotBytes, slot);
  }
  return bytes;
};

/** The reverse of `packHours`. Throws when the bytes are not of this layout. */
export const unpackHours = (
  bytes: Uint8Array,
  dayStartMs: number,
  substitutionOf: (hourIndex: number) => Substitution | null,
): (HourSlot | null)[] => {
  if (bytes.length !== hoursPerDay * packedSlotBytes) {
    throw new Error(
      `a packed day has ${hoursPerDay * packedSlotBytes} bytes, got ${bytes.length}; restore the item`,
    );
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: hoursPerDay }, (_, index) => {
    const offset = index * packedSlotBytes;
    const head = view.getUint32(offset);
    if (head >>> 31 === 0) return null;
    const fold = unpackFold(view, offset, dayStartMs + index * hourMs);
    return { fold, provisional: (head & (2 ** 30)) !== 0, substitution: substitutionOf(index) };
  });
};
