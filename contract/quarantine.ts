import * as z from 'zod';
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
  rows: z
    .array(z.int().min(0))
    .optional()
    .describe('which readings of the message are meant, from 0; absent: the whole message'),
});
export type QuarantineEntry = z.infer<typeof quarantineEntrySchema>;
