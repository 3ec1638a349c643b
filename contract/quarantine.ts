import { z } from 'zod';
import { instantMsSchema } from './ids.ts';
import { quarantineReasonSchema } from './quality.ts';

/** A record or reading that was set aside, with the bytes as received. */
export const quarantineEntrySchema = z.object({
  entryId: z.string(),
  quarantinedAtMs: instantMsSchema,
  receivedAtMs: instantMsSchema.nullable(),
  factoryId: z.string().nullable(),
  deviceId: z.string().nullable(),
  reason: quarantineReasonSchema,
  detail: z.string(),
  payloadBase64: z.string(),
});
export type QuarantineEntry = z.infer<typeof quarantineEntrySchema>;
