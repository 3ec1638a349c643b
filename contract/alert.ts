import * as z from 'zod';
import { chimneyIdSchema, factoryIdSchema, instantMsSchema } from './ids.ts';

export const alertCauses = [
  'high_emission',
  'gas_temperature_high',
  'low_velocity',
  'channel_stale',
  'over_range',
  'device_silent',
  'device_event',
] as const;
export const alertCauseSchema = z.enum(alertCauses);
export type AlertCause = z.infer<typeof alertCauseSchema>;

/** One alert per chimney and cause. Alerts of one factory that overlap share an `incidentId`. */
export const alertSchema = z.object({
  alertId: z.string(),
  incidentId: z.string(),
  factoryId: factoryIdSchema,
  chimneyId: chimneyIdSchema,
  cause: alertCauseSchema,
  detail: z.string().describe('which channel or device event, in words'),
  openedAtMs: instantMsSchema.describe('reading time, not processing time'),
  clearedAtMs: instantMsSchema.nullable(),
  peakValue: z.number().nullable(),
  threshold: z.number().nullable(),
  unit: z.string().nullable(),
  acknowledgedBy: z.string().nullable(),
  acknowledgedAtMs: instantMsSchema.nullable(),
  explanation: z.string().nullable().describe('the cause a person gave'),
});
export type Alert = z.infer<typeof alertSchema>;

/** `{factoryId}~{openedAtMs}~{chimneyId}~{cause}`: the same incident always gets the same id, so retries cannot double it. */
export const alertId = (parts: {
  factoryId: string;
  openedAtMs: number;
  chimneyId: string;
  cause: AlertCause;
}): string => `${parts.factoryId}~${parts.openedAtMs}~${parts.chimneyId}~${parts.cause}`;

export const parseAlertId = (
  id: string,
): { factoryId: string; openedAtMs: number; chimneyId: string; cause: AlertCause } | null => {
  const [factoryId, openedAt, chimneyId, cause, ...rest] = id.split('~');
  const parsed = z
    .object({
      factoryId: factoryIdSchema,
      openedAtMs: instantMsSchema,
      chimneyId: chimneyIdSchema,
      cause: alertCauseSchema,
    })
    .safeParse({ factoryId, openedAtMs: Number(openedAt), chimneyId, cause });
  return parsed.success && rest.length === 0 ? parsed.data : null;
};
