import {
  AccessDeniedException,
  type MeasureValue,
  RejectedRecordsException,
  type _Record as Row,
  type TimestreamWriteClient,
  WriteRecordsCommand,
} from '@aws-sdk/client-timestream-write';
import type { Reading } from '../domain/reading.ts';
import type { ArchivedReading, TelemetryArchive } from './ports/telemetry-archive.ts';

/** Timestream takes at most this many records in one call. */
const recordsPerCall = 100;
const nanosecondsPerMillisecond = 1_000_000n;

/**
 * Two readings of a device on one millisecond are two records: seq fills the nanoseconds below it.
 * Whoever reads the archive divides by 1,000,000 for the time.
 */
const timeOf = (reading: Reading): string =>
  String(
    BigInt(reading.takenAtMs) * nanosecondsPerMillisecond + (BigInt(reading.seq) % nanosecondsPerMillisecond),
  );

const measure = (Name: string, value: number | string | null, Type: MeasureValue['Type']): MeasureValue[] =>
  value === null ? [] : [{ Name, Value: String(value), Type }];

const measuresOf = ({ reading, rateKgPerS, configurationRevision }: ArchivedReading): MeasureValue[] => {
  const { deviceId, takenAtMs, origin, ...columns } = reading;
  return [
    ...Object.entries(columns).flatMap(([name, value]) => measure(name, value, 'BIGINT')),
    ...measure('origin', origin, 'VARCHAR'),
    ...measure('rateKgPerS', rateKgPerS, 'DOUBLE'),
    ...measure('configurationRevision', configurationRevision, 'BIGINT'),
  ];
};

const rowOf = (archived: ArchivedReading): Row => ({
  Time: timeOf(archived.reading),
  Dimensions: [
    { Name: 'factoryId', Value: archived.factoryId },
    { Name: 'deviceId', Value: archived.reading.deviceId },
    ...(archived.chimneyId === null ? [] : [{ Name: 'chimneyId', Value: archived.chimneyId }]),
  ],
  MeasureValues: measuresOf(archived),
});

type Rejection = { readonly index: number; readonly reason: string };

/** A record of which an equal or newer version is there already is no loss. */
const rejectionsOf = (error: unknown, firstIndex: number): Rejection[] => {
  if (!(error instanceof RejectedRecordsException)) throw error;
  return (error.RejectedRecords ?? [])
    .filter(({ ExistingVersion }) => ExistingVersion === undefined)
    .map(({ RecordIndex = 0, Reason = 'unknown' }) => ({ index: firstIndex + RecordIndex, reason: Reason }));
};

const inWords = (error: unknown): unknown =>
  error instanceof AccessDeniedException
    ? new Error(
        'Timestream for LiveAnalytics refuses this account (new accounts have not been admitted since 2025-06-20): deploy with -c telemetryArchive=s3.',
        { cause: error },
      )
    : error;

/**
 * The archive in Timestream: multi-measure records with a `Version`, so that writing again is accepted.
 * Rejected records are returned, throttling is retried by the SDK, everything else is thrown.
 */
export const createTimestreamArchive = (
  client: TimestreamWriteClient,
  table: { readonly database: string; readonly table: string },
  now: () => number,
): TelemetryArchive => {
  const write = async (rows: Row[], firstIndex: number): Promise<Rejection[]> => {
    try {
      await client.send(
        new WriteRecordsCommand({
          DatabaseName: table.database,
          TableName: table.table,
          CommonAttributes: {
            MeasureName: 'reading',
            MeasureValueType: 'MULTI',
            TimeUnit: 'NANOSECONDS',
            Version: now(),
          },
          Records: rows,
        }),
      );
      return [];
    } catch (error) {
      return rejectionsOf(inWords(error), firstIndex);
    }
  };
  return {
    append: async (_batchId, readings) => {
      const rejected: Rejection[] = [];
      for (let start = 0; start < readings.length; start += recordsPerCall) {
        rejected.push(...(await write(readings.slice(start, start + recordsPerCall).map(rowOf), start)));
      }
      return { rejected };
    },
  };
};
