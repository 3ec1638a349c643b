import * as z from 'zod';

/** What the publishing process is told to do. */
export const publishJobSchema = z.object({
  manifestPath: z.string(),
  /** The broker to load; the manifest's own or another that knows the same certificates. */
  port: z.int(),
  readingsPerMessage: z.int().min(1).max(60),
  /** No reading of this epoch was ever sent. */
  epoch: z.int().min(1).max(255),
  /** Readings are taken every 5 s from here on, below `untilMs`: a fleet that catches up on what it logged. */
  fromMs: z.int(),
  untilMs: z.int(),
  seconds: z.number().positive(),
});
export type PublishJob = z.infer<typeof publishJobSchema>;

/** What was acknowledged, and between which instants. */
export const publishedSchema = z.object({
  devices: z.int(),
  messages: z.int(),
  readings: z.int(),
  startedAtMs: z.number(),
  endedAtMs: z.number(),
});
export type Published = z.infer<typeof publishedSchema>;
