import { Stack } from 'aws-cdk-lib';
import { CfnDatabase, CfnTable } from 'aws-cdk-lib/aws-glue';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';

/** Athena fills this in with the day it looks for. */
const day = '$' + '{date}';

/** The archive's NDJSON as an Athena table. Days are found by counting them, so no crawler has to run. */
export const archiveCatalogue = (scope: Construct, bucket: IBucket): CfnTable => {
  const { account } = Stack.of(scope);
  const database = new CfnDatabase(scope, 'Catalogue', { catalogId: account, databaseInput: {} });
  const location = `s3://${bucket.bucketName}/readings/`;
  return new CfnTable(scope, 'Readings', {
    catalogId: account,
    databaseName: database.ref,
    tableInput: {
      name: 'readings',
      tableType: 'EXTERNAL_TABLE',
      partitionKeys: [{ name: 'date', type: 'string' }],
      parameters: {
        classification: 'json',
        'projection.enabled': 'true',
        'projection.date.type': 'date',
        'projection.date.format': 'yyyy-MM-dd',
        'projection.date.range': '2026-01-01,NOW+1DAY',
        'storage.location.template': `${location}date=${day}/`,
      },
      storageDescriptor: {
        location,
        inputFormat: 'org.apache.hadoop.mapred.TextInputFormat',
        outputFormat: 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat',
        serdeInfo: { serializationLibrary: 'org.openx.data.jsonserde.JsonSerDe' },
        columns: [],
      },
    },
  });
};
