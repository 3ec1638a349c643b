import * as z from 'zod';
import { figureSchema } from './figure.ts';

const u16 = z.int().min(0).max(65_535);
const u32 = z.int().min(0).max(4_294_967_295);
const qualityCodeSchema = z.int().min(0).max(9);

/**
 * One reading on the wire, 13 columns in this order. A missing value is null, never 0.
 * `dp` shares the velocity's quality code.
 */
export const telemetryRowSchema = z.tuple([
  u32.describe('seq: rises by one with each sample of an epoch'),
  z.int().min(0).max(8_640_000_000_000_000).describe('t_ms: UTC ms, stamped once at sampling'),
  z.int().min(0).max(3).describe('tq: time quality, 0 none, 1 persisted, 2 RTC, 3 NTP'),
  z.int().min(0).max(1_000_000).nullable().describe('co2_ppm: raw sensor value, µmol/mol'),
  qualityCodeSchema.describe('quality of co2_ppm'),
  z.int().min(-2_000).max(16_000).nullable().describe('gas_dC: gas temperature, 0.1 °C'),
  qualityCodeSchema.describe('quality of gas_dC'),
  z.int().min(0).max(60_000).nullable().describe('v_mm_s: gas velocity, mm/s'),
  qualityCodeSchema.describe('quality of v_mm_s and dp_cPa'),
  z.int().min(-32_767).max(32_767).nullable().describe('dp_cPa: pitot pressure difference, 0.01 Pa'),
  z.int().min(5_000).max(11_500).nullable().describe('P_daPa: barometer, 10 Pa'),
  z.int().min(-400).max(850).nullable().describe('cell_dC: temperature of the CO2 cell, 0.1 °C'),
  z.int().min(0).max(30_000).nullable().describe('bat_mV: battery, mV'),
]);
export type TelemetryRow = z.infer<typeof telemetryRowSchema>;

/**
 * One MQTT message of a device. It carries no device id: identity comes from certificate and topic.
 * A backlog after an outage has the same shape as a live message.
 */
export const telemetryMessageSchema = z.strictObject({
  v: z.literal(1).describe('version of this shape'),
  fw: z
    .string()
    .min(1)
    .max(32)
    .regex(/^[ -~]*$/)
    .describe('firmware version, printable ASCII'),
  cfg: u32.describe('revision of the configuration in force'),
  sp: z.int().min(1).max(300).describe('sample period, s'),
  ep: z.int().min(0).max(255).describe('epoch of the ring log; rises when the log is formatted'),
  boot: u16.describe('boot counter'),
  rssi: z.int().min(-128).max(0).nullable().describe('signal, dBm'),
  r: z.array(telemetryRowSchema).min(1).max(60).describe('readings'),
});
export type TelemetryMessage = z.infer<typeof telemetryMessageSchema>;

/** A larger payload is set aside unread. A full message of 60 rows stays below 5 kB. */
export const maxTelemetryPayloadBytes = 16_384;

/** An event a device raises by itself (second topic, `evt`). */
export const deviceEventSchema = z.strictObject({
  v: z.literal(1),
  ep: z.int().min(0).max(255),
  seq: u32,
  t_ms: z.int().min(0).max(8_640_000_000_000_000),
  tq: z.int().min(0).max(3),
  kind: z.enum([
    'high_emission',
    'gas_temperature',
    'gas_flow',
    'sensor_fault',
    'low_battery',
    'clock_step',
    'gap',
  ]),
  state: z.enum(['raised', 'cleared']),
  value: figureSchema(-1e12, 1e12).nullable(),
});
export type DeviceEvent = z.infer<typeof deviceEventSchema>;
