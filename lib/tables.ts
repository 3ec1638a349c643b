import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, type ITable, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import type { tableDefinitions } from '../lambdas/adapters/table-keys.ts';

type Definition = (typeof tableDefinitions)[keyof typeof tableDefinitions];

/** A table that outlives its stack, from the definition the local store is built from too. */
export const lastingTable = (scope: Construct, id: string, definition: Definition): ITable =>
  new Table(scope, id, {
    partitionKey: { name: definition.partitionKey, type: AttributeType.STRING },
    sortKey: { name: definition.sortKey, type: AttributeType.STRING },
    timeToLiveAttribute: definition.timeToLive,
    billingMode: BillingMode.PAY_PER_REQUEST,
    encryption: TableEncryption.AWS_MANAGED,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    deletionProtection: true,
    removalPolicy: RemovalPolicy.RETAIN,
    // CDK's classes do not fit CDK's own interfaces under exactOptionalPropertyTypes; so here and elsewhere.
  }) as ITable;
