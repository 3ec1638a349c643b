import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { createObjectArchive } from '../../lambdas/adapters/object-archive.ts';
import type { Reading } from '../../lambdas/domain/reading.ts';
import { stageSettings } from '../../lib/stage-settings.ts';
import { resourcesOf, synthesized } from './synthesized.ts';

const settingsFor = (context: Record<string, string>) => stageSettings((name) => context[name]);

const reading: Reading = {
  deviceId: 'ct-kapkoros-1a',
  epoch: 1,
  seq: 7,
  takenAtMs: Date.UTC(2026, 10, 24, 8, 31),
  timeQuality: 3,
  samplePeriodS: 5,
  origin: 'measured',
  co2Ppm: 80_000,
  co2Code: 0,
  gasTemperatureDeciC: 1_800,
  gasTemperatureCode: 0,
  velocityMmPerS: 6_000,
  velocityCode: 0,
  pressureDifferenceCentiPa: null,
  barometerDaPa: 8_000,
  cellTemperatureDeciC: 300,
  batteryMv: 12_000,
};

describe('the archive of a stage', () => {
  it('is S3 unless the context says otherwise, and then both writers know the bucket', () => {
    const { data, application } = synthesized();
    data.resourceCountIs('AWS::Timestream::Table', 0);
    const archives = Object.values(resourcesOf(application, 'AWS::Lambda::Function')).map(
      ({ Properties }) => (Properties.Environment as { Variables?: Record<string, unknown> })?.Variables,
    );
    const writers = archives.filter((variables) => variables?.TELEMETRY_ARCHIVE !== undefined);
    expect(writers.map((variables) => variables?.TELEMETRY_ARCHIVE)).toEqual(['s3', 's3']);
    expect(writers.every((variables) => variables?.ARCHIVE_BUCKET !== undefined)).toBe(true);
  });

  it('with S3, is an Athena table whose columns and folders are those the archive writes', async () => {
    const written = new Map<string, Uint8Array>();
    const archive = createObjectArchive({
      put: async (key, body) => {
        written.set(key, typeof body === 'string' ? Buffer.from(body) : body);
      },
      get: async () => null,
      list: async () => [],
      folders: async () => [],
    });
    await archive.append('batch', [
      { factoryId: 'kapkoros', chimneyId: 'kapkoros-1', reading, rateKgPerS: 0.5, configurationRevision: 1 },
    ]);
    const [[key, body] = ['', new Uint8Array()]] = written;
    const [table] = Object.values(resourcesOf(synthesized().data, 'AWS::Glue::Table'));
    const input = table?.Properties.TableInput as {
      StorageDescriptor: { Columns: { Name: string }[]; Location: unknown };
      Parameters: Record<string, unknown>;
    };
    const columns = input.StorageDescriptor.Columns.map((column) => column.Name);
    expect(columns.toSorted()).toEqual(Object.keys(JSON.parse(gunzipSync(body).toString())).toSorted());
    expect(key).toMatch(/^telemetry\/date=2026-11-24\//);
    expect(JSON.stringify(input.Parameters['storage.location.template'])).toContain(
      '/telemetry/date=$' + '{date}/',
    );
  });

  it('with Timestream, is a table that takes late readings and knows no bucket', () => {
    const { data, application } = synthesized({ telemetryArchive: 'timestream' });
    data.hasResource('AWS::Timestream::Table', {
      DeletionPolicy: 'Retain',
      Properties: { MagneticStoreWriteProperties: { EnableMagneticStoreWrites: true } },
    });
    data.resourceCountIs('AWS::Glue::Table', 0);
    application.hasResourceProperties('AWS::Lambda::Function', {
      Environment: {
        Variables: { TELEMETRY_ARCHIVE: 'timestream', TIMESTREAM_DATABASE: 'carbon-track-dev' },
      },
    });
  });

  it('refuses any other value in one sentence that names it and what would do', () => {
    expect(() => settingsFor({ telemetryArchive: 'influx' })).toThrow(
      'The CDK context value telemetryArchive=influx must be s3 or timestream; pass -c telemetryArchive=…',
    );
  });

  it.each(['Prod', '1st', 'a'.repeat(21), ''])(
    'refuses the stage name %j, which AWS names could not hold',
    (stage) => {
      expect(() => settingsFor({ stage })).toThrow('1 to 20 lower case letters');
    },
  );
});
