import type { Reading } from '../domain/reading.ts';

/**
 * One reading as an attribute of its minute item. The name is `r` + base 36 of the milliseconds in the minute + `.` +
 * base 36 of epoch·2³² + seq (at most 14 bytes); the value is 18 bytes, so 24 readings fit one write unit.
 * The `r` and the dot keep names away from `pk`, `sk`, `ttl` and the health attributes: bare base 36 spells those
 * on 920, 1,028 and 38,649 ms.
 */
export const packedReadingBytes = 18;
const epochSpan = 2 ** 32;
const minuteMs = 60_000;

const origins = ['measured', 'seeded', 'uploaded'] as const;
/** Each null has a value that no reading can take. */
const nothing = { u20: 0xfffff, u16: 0xffff, i16: -0x8000 } as const;

export const readingName = (reading: Reading): string =>
  `r${(reading.takenAtMs % minuteMs).toString(36)}.${(reading.epoch * epochSpan + reading.seq).toString(36)}`;

/** The part of a name that says which reading it is, without the time. */
export const identityOfName = (name: string): string => name.slice(name.indexOf('.') + 1);
/** The part of a name that says when in its minute the reading was taken, ms. */
export const millisecondOfName = (name: string): number =>
  Number.parseInt(name.slice(1, name.indexOf('.')), 36);

/** True for attributes of a minute item that hold a reading. */
export const isReadingName = (name: string): boolean => name.startsWith('r') && name.includes('.');

/**
 * Layout, big endian: CO2 code (4 bits) and ppm (20) · gas temperature i16 · its code and the velocity's (4 + 4) ·
 * velocity u16 · pressure difference i16 · barometer u16 · cell temperature i16 · battery u16 ·
 * origin (2 bits), time quality (2), sample period (12).
 */
export const packReading = (reading: Reading): Uint8Array => {
  const bytes = Buffer.allocUnsafe(packedReadingBytes);
  bytes.writeUIntBE((reading.co2Code << 20) | (reading.co2Ppm ?? nothing.u20), 0, 3);
  bytes.writeInt16BE(reading.gasTemperatureDeciC ?? nothing.i16, 3);
  bytes.writeUInt8((reading.gasTemperatureCode << 4) | reading.velocityCode, 5);
  bytes.writeUInt16BE(reading.velocityMmPerS ?? nothing.u16, 6);
  bytes.writeInt16BE(reading.pressureDifferenceCentiPa ?? nothing.i16, 8);
  bytes.writeUInt16BE(reading.barometerDaPa ?? nothing.u16, 10);
  bytes.writeInt16BE(reading.cellTemperatureDeciC ?? nothing.i16, 12);
  bytes.writeUInt16BE(reading.batteryMv ?? nothing.u16, 14);
  const origin = origins.indexOf(reading.origin);
  bytes.writeUInt16BE((origin << 14) | (reading.timeQuality << 12) | reading.samplePeriodS, 16);
  return bytes;
};

const orNull = (value: number, missing: number): number | null => (value === missing ? null : value);

/** The reverse of `readingName` and `packReading`. Throws when name or value are not of this layout. */
export const unpackReading = (
  deviceId: string,
  minuteStartMs: number,
  name: string,
  value: Uint8Array,
): Reading => {
  const millisecond = millisecondOfName(name);
  const identity = Number.parseInt(identityOfName(name), 36);
  if (value.length !== packedReadingBytes || Number.isNaN(millisecond + identity)) {
    throw new Error(`attribute ${name} of a minute of ${deviceId} holds no packed reading; restore the item`);
  }
  const view = new DataView(value.buffer, value.byteOffset, value.byteLength);
  const tail = view.getUint16(16);
  const gasAndVelocityCode = view.getUint8(5);
  const co2 = view.getUint32(0) >>> 8;
  return {
    deviceId,
    epoch: Math.floor(identity / epochSpan),
    seq: identity % epochSpan,
    takenAtMs: minuteStartMs + millisecond,
    timeQuality: (tail >> 12) & 3,
    samplePeriodS: tail & 0xfff,
    origin: origins[tail >> 14] ?? 'measured',
    co2Ppm: orNull(co2 & 0xfffff, nothing.u20),
    co2Code: co2 >>> 20,
    gasTemperatureDeciC: orNull(view.getInt16(3), nothing.i16),
    gasTemperatureCode: gasAndVelocityCode >> 4,
    velocityMmPerS: orNull(view.getUint16(6), nothing.u16),
    velocityCode: gasAndVelocityCode & 0xf,
    pressureDifferenceCentiPa: orNull(view.getInt16(8), nothing.i16),
    barometerDaPa: orNull(view.getUint16(10), nothing.u16),
    cellTemperatureDeciC: orNull(view.getInt16(12), nothing.i16),
    batteryMv: orNull(view.getUint16(14), nothing.u16),
  };
};
