import * as z from 'zod';
import { chimneySnapshotSchema } from './emissions.ts';
import { factoryIdSchema, instantMsSchema } from './ids.ts';

/**
 * One message on a live topic: just the chimneys of one batch. The browser merges it over the REST snapshot by
 * `takenAtMs` and never takes absence for zero.
 */
export const livePatchSchema = z.object({
  v: z.literal(1),
  factoryId: factoryIdSchema,
  chimneys: z.array(chimneySnapshotSchema).min(1),
});
export type LivePatch = z.infer<typeof livePatchSchema>;

/** Seconds a lease lasts; a page renews it at half time. */
export const leaseSeconds = 60;
/** Open leases one user may hold, one per browser tab. */
export const maxLeasesPerUser = 3;
/** A live session is cut and must present a fresh token after this many seconds. */
export const liveSessionSeconds = 300;

export const leaseRequestSchema = z.strictObject({
  factoryId: factoryIdSchema,
  tabId: z.string().regex(/^[A-Za-z0-9]{8,24}$/, 'use 8 to 24 letters and digits, new for each browser tab'),
});
export type LeaseRequest = z.infer<typeof leaseRequestSchema>;

export const leaseSchema = z.object({
  factoryId: factoryIdSchema,
  topic: z.string(),
  clientId: z.string(),
  expiresAtMs: instantMsSchema,
});
export type Lease = z.infer<typeof leaseSchema>;
