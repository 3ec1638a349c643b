import { qualityCodes } from '@carbon-track/contract/quality.ts';
import { telemetryRowSchema } from '@carbon-track/contract/telemetry.ts';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { readVectors } from '../domain/vector-file.ts';

const bytesSchema = z.string().regex(/^[0-9A-F]{2}( [0-9A-F]{2})*$/);
const framesSchema = z.strictObject({
  about: z.string(),
  requests: z.array(z.strictObject({ name: z.string(), sensor: z.string(), bytes: bytesSchema })).min(6),
  answers: z
    .array(
      z.strictObject({
        name: z.string(),
        sensor: z.enum(['mhz19', 'gss', 'k33', 'wind_rs485', 'max31855', 'max6675', 'sdp8xx']),
        bus: z.enum(['uart', 'spi', 'i2c']),
        checked: z.boolean(),
        bytes: bytesSchema,
        column: z.enum(['co2_ppm', 'gas_dC', 'v_mm_s', 'dp_cPa']),
        value: z.int().nullable(),
        quality: z.enum(qualityCodes),
      }),
    )
    .min(23),
});
const frames = framesSchema.parse(readVectors<unknown>('sensor-frames.json'));

const octets = (bytes: string): number[] => bytes.split(' ').map((pair) => Number.parseInt(pair, 16));

const crc16Modbus = (bytes: readonly number[]): number =>
  bytes.reduce((sum, byte) => {
    let crc = sum ^ byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >> 1) ^ 0xa001 : crc >> 1;
    return crc;
  }, 0xffff);

const crc8Sensirion = (bytes: readonly number[]): number =>
  bytes.reduce((sum, byte) => {
    let crc = sum ^ byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 0x80 ? ((crc << 1) ^ 0x31) & 0xff : crc << 1;
    return crc;
  }, 0xff);

const modbusIsIntact = (frame: number[]): boolean =>
  crc16Modbus(frame.slice(0, -2)) === (frame.at(-2) ?? 0) + (frame.at(-1) ?? 0) * 256;

/** The guards of the data sheets, written a second time so that a slip in the vectors cannot hide in the firmware. */
const isIntact: Readonly<Record<string, (frame: number[]) => boolean>> = {
  mhz19: (frame) => frame.length === 9 && frame.slice(1).reduce((sum, byte) => sum + byte, 0) % 256 === 0,
  k33: modbusIsIntact,
  wind_rs485: modbusIsIntact,
  sdp8xx: (frame) => [0, 3, 6].every((at) => crc8Sensirion(frame.slice(at, at + 2)) === frame[at + 2]),
};

const columns = { co2_ppm: 3, gas_dC: 5, v_mm_s: 7, dp_cPa: 9 } as const;

describe('sensor frames', () => {
  it('have names of their own', () => {
    const names = [...frames.requests, ...frames.answers].map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it('carry right sums where the sensor sends one', () => {
    const checked = [
      ...frames.answers.filter((answer) => answer.checked),
      ...frames.requests.filter(({ sensor }) => sensor !== 'gss'),
    ];
    expect(checked.length).toBeGreaterThanOrEqual(13);
    for (const { name, sensor, bytes } of checked) expect(isIntact[sensor]?.(octets(bytes)), name).toBe(true);
  });

  it('become columns that the contract takes', () => {
    for (const { name, column, value, quality } of frames.answers) {
      const row: unknown[] = [1, 1_795_478_400_000, 3, null, 5, null, 5, null, 5, null, null, null, null];
      row[columns[column]] = value;
      row[column === 'dp_cPa' ? 8 : columns[column] + 1] = qualityCodes.indexOf(quality);
      expect(telemetryRowSchema.safeParse(row).success, name).toBe(true);
    }
  });
});
