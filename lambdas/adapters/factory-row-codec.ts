import { type EmissionTotals, type Origin, originSchema } from '@carbon-track/contract/emissions.ts';
import type { NetworkDay } from './ports/day-store.ts';

/** What a factory-day says, without where and when. */
export type FactoryRow = Omit<NetworkDay['factories'][number], 'factoryId'>;

/** In wire order; the two that can be null are NaN then. */
const floatFields = [
  'integratedKg',
  'coveredS',
  'operatingS',
  'measuredKg',
  'measuredOperatingS',
  'substitutedKg',
  'substitutedOperatingS',
  'missingOperatingS',
] as const satisfies readonly (keyof EmissionTotals)[];

/**
 * A factory-day as 99 bytes, so that a network-day of many factories stays small: eleven f64 (the fields above, capture,
 * uncertainty, made tea) · two u32 (valid and possible readings) · u8 origin and complete · u8 chimneys reporting ·
 * u8 in use. Exact both ways.
 */
export const packedFactoryRowBytes = 99;
const countsOffset = (floatFields.length + 3) * 8;

const origins = originSchema.options;
const orNaN = (value: number | null): number => value ?? Number.NaN;
const orNull = (value: number): number | null => (Number.isNaN(value) ? null : value);

export const packFactoryRow = ({ totals, ...row }: FactoryRow): Uint8Array => {
  const bytes = new Uint8Array(packedFactoryRowBytes);
  const view = new DataView(bytes.buffer);
  const floats = [
    ...floatFields.map((field) => totals[field]),
    orNaN(totals.capture),
    orNaN(totals.expandedUncertaintyKg),
    orNaN(row.madeTeaKg),
  ];
  for (const [index, value] of floats.entries()) view.setFloat64(index * 8, value);
  view.setUint32(countsOffset, totals.validReadings);
  view.setUint32(countsOffset + 4, totals.possibleReadings);
  bytes.set(
    [origins.indexOf(row.origin) * 2 + (row.complete ? 1 : 0), row.chimneysReporting, row.chimneysInUse],
    countsOffset + 8,
  );
  return bytes;
};

const originAt = (index: number): Origin => {
  const origin = origins[index];
  if (origin === undefined)
    throw new Error(`a packed factory-day names no origin ${index}; restore the item`);
  return origin;
};

/** The reverse of `packFactoryRow`. Throws when the bytes are not of this layout. */
export const unpackFactoryRow = (bytes: Uint8Array): FactoryRow => {
  if (bytes.length !== packedFactoryRowBytes) {
    throw new Error(
      `a packed factory-day has ${packedFactoryRowBytes} bytes, got ${bytes.length}; restore the item`,
    );
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const float = (index: number): number => view.getFloat64(index * 8);
  const flags = view.getUint8(countsOffset + 8);
  return {
    totals: {
      integratedKg: float(0),
      coveredS: float(1),
      operatingS: float(2),
      measuredKg: float(3),
      measuredOperatingS: float(4),
      substitutedKg: float(5),
      substitutedOperatingS: float(6),
      missingOperatingS: float(7),
      capture: orNull(float(8)),
      expandedUncertaintyKg: orNull(float(9)),
      validReadings: view.getUint32(countsOffset),
      possibleReadings: view.getUint32(countsOffset + 4),
    },
    madeTeaKg: orNull(float(10)),
    origin: originAt(flags >> 1),
    complete: (flags & 1) === 1,
    chimneysReporting: view.getUint8(countsOffset + 9),
    chimneysInUse: view.getUint8(countsOffset + 10),
  };
};
