import * as z from 'zod';
import { revisedConfigurationSchema } from './device-configuration.ts';
import { chimneyIdSchema, deviceIdSchema, factoryIdSchema, instantMsSchema } from './ids.ts';

export const deviceSchema = z.object({
  deviceId: deviceIdSchema,
  factoryId: factoryIdSchema,
  chimneyId: chimneyIdSchema.nullable(),
  kind: z.enum(['mcu', 'instrument']).describe('instrument: a source of uploads, without a certificate'),
  status: z.enum(['active', 'revoked']),
  provisionedAtMs: instantMsSchema,
  revokedAtMs: instantMsSchema.nullable(),
  certificateId: z.string().nullable(),
});
export type Device = z.infer<typeof deviceSchema>;

/** Read off the device's newest stored minute. */
export const deviceHealthSchema = z.object({
  lastReadingAtMs: instantMsSchema,
  lastHeartbeatAtMs: instantMsSchema.describe('when the cloud last received something from it'),
  firmware: z.string(),
  configurationRevision: z.int(),
  boot: z.int(),
  rssiDbm: z.int().nullable(),
  batteryMv: z.int().nullable(),
  timeQuality: z.int().min(0).max(3),
  delayS: z.number().describe('receive time minus reading time: backlog or clock error'),
});
export type DeviceHealth = z.infer<typeof deviceHealthSchema>;

export const deviceWithHealthSchema = deviceSchema.extend({ health: deviceHealthSchema.nullable() });
export type DeviceWithHealth = z.infer<typeof deviceWithHealthSchema>;

export const provisionRequestSchema = z.strictObject({
  deviceId: deviceIdSchema,
  factoryId: factoryIdSchema,
  chimneyId: chimneyIdSchema,
  kind: z.enum(['mcu', 'instrument']).default('mcu'),
  csrPem: z
    .string()
    .max(4_096)
    .optional()
    .describe('a PKCS#10 request; without it a key is made and returned once'),
  fromMs: instantMsSchema.optional().describe('start of the assignment to the chimney; now, if absent'),
  priority: z.int().min(0).max(9).default(0),
});
export type ProvisionRequest = z.infer<typeof provisionRequestSchema>;

/** The answer an installer puts on the device. The private key appears here once and is stored nowhere. */
export const provisionedDeviceSchema = z.object({
  device: deviceSchema,
  certificatePem: z.string().nullable(),
  privateKeyPem: z.string().nullable(),
  caPem: z.string().nullable(),
  endpoint: z.string().nullable().describe('host:port for MQTT over mutual TLS'),
  clientId: z.string(),
  telemetryTopic: z.string(),
  eventTopic: z.string(),
  configuration: revisedConfigurationSchema.describe('what the shadow wishes of it from the start'),
});
export type ProvisionedDevice = z.infer<typeof provisionedDeviceSchema>;
