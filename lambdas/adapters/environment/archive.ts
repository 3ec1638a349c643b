import * as z from 'zod';

/** Where convert-store and uploads append readings: the archive names its own store and no other. */
export const s3Archive = {
  TELEMETRY_ARCHIVE: z.literal('s3'),
  ARCHIVE_BUCKET: z.string().min(1),
} as const;

export const timestreamArchive = {
  TELEMETRY_ARCHIVE: z.literal('timestream'),
  TIMESTREAM_DATABASE: z.string().min(1),
  TIMESTREAM_TABLE: z.string().min(1),
} as const;

/** The variables that name the archive; the discriminator is `TELEMETRY_ARCHIVE`. */
export const archiveEnvironmentSchema = z.discriminatedUnion('TELEMETRY_ARCHIVE', [
  z.object(s3Archive),
  z.object(timestreamArchive),
]);
export type ArchiveEnvironment = z.infer<typeof archiveEnvironmentSchema>;
