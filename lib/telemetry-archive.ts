import { RemovalPolicy } from 'aws-cdk-lib';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import * as timestream from 'aws-cdk-lib/aws-timestream';
import { Construct } from 'constructs';
import type { ArchiveEnvironment } from '../lambdas/adapters/environment/archive.ts';
import { acknowledge } from './acknowledge.ts';
import { archiveCatalogue } from './archive-catalogue.ts';
import { allowPut } from './bucket-access.ts';
import type { Handler } from './handler-function.ts';
import { LastingBucket } from './lasting-bucket.ts';
import type { ArchiveKind } from './stage-settings.ts';

/** Long-term store of readings: what a Lambda must know of it, and how it is let in to append. */
export type TelemetryArchive = {
  readonly environment: ArchiveEnvironment;
  allowAppend(handler: Handler): void;
};

/** Files that Athena reads: one gzipped object per batch, a folder per day. */
export class S3Archive extends Construct implements TelemetryArchive {
  readonly environment: ArchiveEnvironment;
  private readonly bucket: LastingBucket;

  constructor(scope: Construct, id: string, stage: string, accessLogs: IBucket) {
    super(scope, id);
    this.bucket = new LastingBucket(this, 'Files', { holds: 'archive', stage, accessLogs });
    this.environment = { TELEMETRY_ARCHIVE: 's3', ARCHIVE_BUCKET: this.bucket.bucketName };
    archiveCatalogue(this, this.bucket);
  }

  allowAppend(handler: Handler): void {
    allowPut(this.bucket, handler);
  }
}

/** Timestream for LiveAnalytics: only accounts that used it before 2025-06-20 may call it. */
export class TimestreamArchive extends Construct implements TelemetryArchive {
  readonly environment: ArchiveEnvironment;
  private readonly tableArn: string;

  constructor(scope: Construct, id: string, stage: string) {
    super(scope, id);
    const databaseName = `carbon-track-${stage}`;
    const tableName = 'readings';
    const database = new timestream.CfnDatabase(this, 'Database', { databaseName });
    const table = new timestream.CfnTable(this, 'Table', {
      databaseName,
      tableName,
      // Backlogs up to 30 days old arrive; the magnetic store takes what is older than the memory store.
      retentionProperties: {
        MemoryStoreRetentionPeriodInHours: '24',
        MagneticStoreRetentionPeriodInDays: '3650',
      },
      magneticStoreWriteProperties: { EnableMagneticStoreWrites: true },
    });
    table.addResourceDependency(database);
    for (const kept of [database, table]) kept.applyRemovalPolicy(RemovalPolicy.RETAIN);
    acknowledge(this, {
      'AwsSolutions-TS3': 'Timestream encrypts with its own key in this account; no other account reads it.',
      'CloudFormation-Validate::W3697':
        'Chosen by an account that used the service before it closed to new ones.',
    });
    this.tableArn = table.attrArn;
    this.environment = {
      TELEMETRY_ARCHIVE: 'timestream',
      TIMESTREAM_DATABASE: databaseName,
      TIMESTREAM_TABLE: tableName,
    };
  }

  allowAppend(handler: Handler): void {
    handler.allow(['timestream:WriteRecords'], [this.tableArn]);
    handler.allow(
      ['timestream:DescribeEndpoints'],
      ['*'],
      'The SDK asks for the account’s write endpoint first, and that call knows no resource.',
    );
  }
}

/** The archive a stage has chosen. */
export const telemetryArchive = (
  scope: Construct,
  kind: ArchiveKind,
  stage: string,
  accessLogs: IBucket,
): TelemetryArchive =>
  kind === 's3'
    ? new S3Archive(scope, 'Archive', stage, accessLogs)
    : new TimestreamArchive(scope, 'Archive', stage);
