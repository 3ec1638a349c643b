import { Stack } from 'aws-cdk-lib';
import { CfnDatabase, CfnTable } from 'aws-cdk-lib/aws-glue';
import type { Construct } from 'constructs';
import type { ArchivedReading } from '../lambdas/adapters/ports/telemetry-archive.ts';
import type { Reading } from '../lambdas/domain/reading.ts';
import type { LastingBucket } from './lasting-bucket.ts';

/** One archived reading, as `object-archive.ts` writes it: a flat line, integers in the unit of the wire. */
const columns: Readonly<Record<keyof Reading | Exclude<keyof ArchivedReading, 'reading'>, string>> = {
  factoryId: 'string',
  chimneyId: 'string',
  rateKgPerS: 'double',
  configurationRevision: 'int',
  deviceId: 'string',
  epoch: 'int',
  seq: 'bigint',
  takenAtMs: 'bigint',
  timeQuality: 'int',
  samplePeriodS: 'int',
  origin: 'string',
  co2Ppm: 'int',
  co2Code: 'int',
  gasTemperatureDeciC: 'int',
  gasTemperatureCode: 'int',
  velocityMmPerS: 'int',
  velocityCode: 'int',
  pressureDifferenceCentiPa: 'int',
  barometerDaPa: 'int',
  cellTemperatureDeciC: 'int',
  batteryMv: 'int',
};

/** Athena fills this in with the day it looks for. */
const day = '$' + '{date}';

/** The archive's NDJSON as an Athena table. Days are found by counting them, so no crawler has to run. */
export const archiveCatalogue = (scope: Construct, bucket: LastingBucket): CfnTable => {
  const { account } = Stack.of(scope);
  const database = new CfnDatabase(scope, 'Catalogue', { catalogId: account, databaseInput: {} });
  const location = `s3://${bucket.bucketName}/telemetry/`;
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
        columns: Object.entries(columns).map(([name, type]) => ({ name, type })),
      },
    },
  });
};
