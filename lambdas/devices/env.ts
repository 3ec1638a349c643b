import * as z from 'zod';
import {
  iotDataEndpoint,
  ledgerTable,
  portalOrigin,
  telemetryTable,
} from '../adapters/environment/variables.ts';

export const envSchema = z.object({
  ...telemetryTable,
  ...ledgerTable,
  ...iotDataEndpoint,
  ...portalOrigin,
  /** Names the topic rules a device publishes to. */
  STAGE: z.string().min(1),
  /** The one IoT policy every device certificate is attached to. */
  DEVICE_POLICY_NAME: z.string().min(1),
});
export type Env = z.infer<typeof envSchema>;
