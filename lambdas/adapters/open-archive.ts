import { S3Client } from '@aws-sdk/client-s3';
import { TimestreamWriteClient } from '@aws-sdk/client-timestream-write';
import type { ArchiveEnvironment } from './environment/archive.ts';
import { createObjectArchive } from './object-archive.ts';
import type { TelemetryArchive } from './ports/telemetry-archive.ts';
import { createS3ObjectStore } from './s3-object-store.ts';
import { createTimestreamArchive } from './timestream-archive.ts';

/** The archive that a Lambda's environment names. */
export const openArchive = (env: ArchiveEnvironment, now: () => number): TelemetryArchive =>
  env.TELEMETRY_ARCHIVE === 's3'
    ? createObjectArchive(createS3ObjectStore(new S3Client({}), env.ARCHIVE_BUCKET))
    : createTimestreamArchive(
        new TimestreamWriteClient({ maxAttempts: 6 }),
        { database: env.TIMESTREAM_DATABASE, table: env.TIMESTREAM_TABLE },
        now,
      );
