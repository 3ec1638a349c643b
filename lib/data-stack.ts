import { Stack, type StackProps } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import { tableDefinitions } from '../lambdas/adapters/table-keys.ts';
import { Accounts } from './accounts.ts';
import { announceArrivals } from './bucket-arrivals.ts';
import { accessLogBucket, LastingBucket } from './lasting-bucket.ts';
import type { StageSettings } from './stage-settings.ts';
import { lastingTable } from './tables.ts';
import { type TelemetryArchive, telemetryArchive } from './telemetry-archive.ts';

/** What must survive: it is a stack of its own, so that replacing the application cannot touch it. */
export class DataStack extends Stack {
  readonly telemetry: ITable;
  readonly ledger: ITable;
  /** Records set aside, one object per batch: reason and original bytes. */
  readonly quarantine: LastingBucket;
  /** Batches that could not be stored within their age, whole, to be redriven. */
  readonly failures: LastingBucket;
  readonly accounts: Accounts;
  readonly archive: TelemetryArchive;

  constructor(scope: Construct, id: string, settings: StageSettings, props: StackProps = {}) {
    super(scope, id, { ...props, terminationProtection: true });
    this.telemetry = lastingTable(this, 'Telemetry', tableDefinitions.telemetry);
    this.ledger = lastingTable(this, 'Ledger', tableDefinitions.ledger);
    const accessLogs = accessLogBucket(this, 'AccessLogs');
    const { stage } = settings;
    this.quarantine = new LastingBucket(this, 'Quarantine', { holds: 'quarantine', stage, accessLogs });
    this.failures = new LastingBucket(this, 'Failures', { holds: 'failures', stage, accessLogs });
    for (const bucket of [this.quarantine, this.failures]) announceArrivals(bucket.bucket);
    this.accounts = new Accounts(this, 'Accounts');
    this.archive = telemetryArchive(this, settings.telemetryArchive, stage, accessLogs);
  }
}
