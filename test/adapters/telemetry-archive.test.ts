import { gunzipSync } from 'node:zlib';
import {
  AccessDeniedException,
  RejectedRecordsException,
  ThrottlingException,
  TimestreamWriteClient,
  WriteRecordsCommand,
} from '@aws-sdk/client-timestream-write';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { createObjectArchive } from '../../lambdas/adapters/object-archive.ts';
import type { ArchivedReading } from '../../lambdas/adapters/ports/telemetry-archive.ts';
import { createTimestreamArchive } from '../../lambdas/adapters/timestream-archive.ts';
import { memoryObjectStore } from '../fakes/object-store.ts';
import { reading } from '../fakes/readings.ts';

const midnightMs = Date.parse('2026-11-25T00:00:00+03:00');
const archived = (seq: number, takenAtMs = midnightMs): ArchivedReading => ({
  factoryId: 'kapkoros',
  chimneyId: 'kapkoros-1',
  reading: reading({ seq, takenAtMs }),
  rateKgPerS: 0.0421,
  configurationRevision: 3,
});

describe('the archive of files', () => {
  it('writes one gzipped file for each Nairobi day of the readings, named after the batch', async () => {
    const objects = memoryObjectStore();
    const archive = createObjectArchive(objects);
    const batch = [archived(1, midnightMs - 1), archived(2), archived(3)];
    expect(await archive.append('shard:1', batch)).toEqual({ rejected: [] });
    await archive.append('shard:1', batch);
    const lines = [...objects.objects].map(([key, body]) => [
      key,
      gunzipSync(body).toString().trim().split('\n').length,
    ]);
    expect(lines).toEqual([
      ['telemetry/date=2026-11-24/shard-1.ndjson.gz', 1],
      ['telemetry/date=2026-11-25/shard-1.ndjson.gz', 2],
    ]);
  });

  it('keeps every column as received beside the rate', async () => {
    const objects = memoryObjectStore();
    await createObjectArchive(objects).append('b', [archived(2)]);
    const [body = new Uint8Array()] = [...objects.objects.values()];
    const { reading: columns, ...converted } = archived(2);
    expect(JSON.parse(gunzipSync(body).toString())).toEqual({ ...converted, ...columns });
  });
});

describe('the archive in Timestream', () => {
  const timestream = mockClient(TimestreamWriteClient);
  const archive = createTimestreamArchive(
    new TimestreamWriteClient({ region: 'local' }),
    { database: 'carbon', table: 'readings' },
    () => 1_795_509_000_000,
  );
  beforeEach(() => timestream.reset());
  const inputs = () => timestream.commandCalls(WriteRecordsCommand).map((call) => call.args[0].input);
  const rejection = (records: { RecordIndex: number; Reason: string; ExistingVersion?: number }[]) =>
    new RejectedRecordsException({ message: 'some', $metadata: {}, RejectedRecords: records });

  it('writes at most 100 multi-measure records a call, with a version', async () => {
    timestream.on(WriteRecordsCommand).resolves({});
    await archive.append(
      'b',
      Array.from({ length: 201 }, (_, seq) => archived(seq)),
    );
    expect(inputs().map(({ Records }) => Records?.length)).toEqual([100, 100, 1]);
    expect(inputs()[0]).toMatchObject({
      DatabaseName: 'carbon',
      TableName: 'readings',
      CommonAttributes: { MeasureValueType: 'MULTI', TimeUnit: 'NANOSECONDS', Version: 1_795_509_000_000 },
    });
  });

  it('leaves missing values out and keeps two readings of one millisecond apart', async () => {
    timestream.on(WriteRecordsCommand).resolves({});
    await archive.append('b', [archived(1), { ...archived(2), chimneyId: null, rateKgPerS: null }]);
    const [first, second] = inputs()[0]?.Records ?? [];
    expect([first?.Time, second?.Time]).toEqual([`${midnightMs}000001`, `${midnightMs}000002`]);
    const names = (record: typeof first) => record?.MeasureValues?.map(({ Name }) => Name);
    expect(names(first)).toContain('rateKgPerS');
    expect(names(first)).not.toContain('pressureDifferenceCentiPa');
    expect(names(second)).not.toContain('rateKgPerS');
    expect(second?.Dimensions?.map(({ Name }) => Name)).toEqual(['factoryId', 'deviceId']);
  });

  it('returns rejected records by their place in the batch and goes on with the next call', async () => {
    timestream
      .on(WriteRecordsCommand)
      .resolvesOnce({})
      .rejectsOnce(rejection([{ RecordIndex: 7, Reason: 'outside the retention' }]))
      .resolves({});
    const answer = await archive.append(
      'b',
      Array.from({ length: 250 }, (_, seq) => archived(seq)),
    );
    expect(answer.rejected).toEqual([{ index: 107, reason: 'outside the retention' }]);
    expect(inputs()).toHaveLength(3);
  });

  it('does not call a record rejected of which a newer version is there', async () => {
    timestream
      .on(WriteRecordsCommand)
      .rejects(rejection([{ RecordIndex: 0, Reason: 'version', ExistingVersion: 1_795_509_000_001 }]));
    expect(await archive.append('b', [archived(1)])).toEqual({ rejected: [] });
  });

  it('throws throttling on, so that the stream tries again', async () => {
    timestream
      .on(WriteRecordsCommand)
      .rejects(new ThrottlingException({ message: 'slow down', Message: 'slow down', $metadata: {} }));
    await expect(archive.append('b', [archived(1)])).rejects.toThrow('slow down');
  });

  it('says in one sentence what to do in an account that may not use Timestream', async () => {
    timestream
      .on(WriteRecordsCommand)
      .rejects(new AccessDeniedException({ message: 'no', Message: 'no', $metadata: {} }));
    await expect(archive.append('b', [archived(1)])).rejects.toThrow('deploy with -c telemetryArchive=s3');
  });
});
