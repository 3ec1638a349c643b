import { KinesisClient, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import type { KinesisStreamEvent } from 'aws-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { describe, expect, it } from 'vitest';
import { createHandler } from '../../lambdas/convert-store/handler.ts';
import { kinesisSender } from '../../scripts/redrive/kinesis-sender.ts';
import { type OriginalRecord, redrive } from '../../scripts/redrive/redrive.ts';
import { startTables } from '../fakes/dynalite.ts';
import { ingestPorts } from '../fakes/ingest.ts';
import { memoryObjectStore } from '../fakes/object-store.ts';
import { recordedEvent } from '../fakes/telemetry-event.ts';

const key = 'aws/lambda/5f1c/shardId-000000000006/2026/11/24/2026-11-24T14.31.05-a4f1';
const batch = recordedEvent('kinesis-telemetry') as KinesisStreamEvent;

const failuresWith = async (objects: Record<string, unknown>) => {
  const failures = memoryObjectStore();
  for (const [name, body] of Object.entries(objects)) {
    await failures.put(name, Buffer.from(JSON.stringify(body)), 'application/json');
  }
  return failures;
};

const collect = () => {
  const sent: OriginalRecord[] = [];
  const reported: string[] = [];
  return {
    sent,
    reported,
    send: async (records: readonly OriginalRecord[]) => {
      sent.push(...records);
    },
    report: (line: string) => reported.push(line),
  };
};

describe('redrive', () => {
  it('sends the original bytes of a batch Lambda gave up, under their partition keys, once', async () => {
    const failures = await failuresWith({ [key]: recordedEvent('kinesis-on-failure') });
    const first = collect();
    expect(await redrive({ failures, ...first })).toEqual({
      objects: 1,
      records: 3,
      skipped: 0,
      unreadable: 0,
    });
    expect(
      first.sent.map(({ partitionKey, data }) => [partitionKey, Buffer.from(data).toString('base64')]),
    ).toEqual(batch.Records.map(({ kinesis }) => [kinesis.partitionKey, kinesis.data]));
    const second = collect();
    expect(await redrive({ failures, ...second })).toMatchObject({ objects: 0, skipped: 1 });
    expect(second.sent).toEqual([]);
  });

  it('sends again after an attempt that failed', async () => {
    const failures = await failuresWith({ [key]: recordedEvent('kinesis-on-failure') });
    const broken = async () => {
      throw new Error('stream is gone');
    };
    await expect(redrive({ failures, ...collect(), send: broken })).rejects.toThrow('stream is gone');
    expect((await redrive({ failures, ...collect() })).records).toBe(3);
  });

  it('reports an object it cannot read and goes on with the next', async () => {
    const failures = await failuresWith({
      'aws/lambda/a': { requestContext: {} },
      'aws/lambda/b': { payload: '{' },
      [key]: recordedEvent('kinesis-on-failure'),
    });
    const run = collect();
    expect(await redrive({ failures, ...run })).toEqual({
      objects: 1,
      records: 3,
      skipped: 0,
      unreadable: 2,
    });
    expect(run.reported).toHaveLength(2);
    expect(failures.objects.has('aws/lambda/a')).toBe(true);
  });

  it('brings every reading of a given-up batch into the minutes, and nothing twice', async () => {
    const tables = await startTables();
    const { ports } = ingestPorts(tables, () => Date.parse('2026-11-24T20:00:00Z'));
    const handler = createHandler(ports);
    // One record made it before the batch was given up.
    await handler({ Records: batch.Records.slice(0, 1) });
    const failures = await failuresWith({ [key]: recordedEvent('kinesis-on-failure') });
    await redrive({
      failures,
      report: () => undefined,
      send: async (records) => {
        const Records = records.map((record, index) => {
          const like = batch.Records[index] ?? batch.Records[0];
          if (like === undefined) throw new Error('the recorded event is empty');
          const sequenceNumber = `7${index}`;
          const kinesis = {
            ...like.kinesis,
            sequenceNumber,
            data: Buffer.from(record.data).toString('base64'),
          };
          return { ...like, eventID: `shardId-000000000000:${sequenceNumber}`, kinesis };
        });
        expect(await handler({ Records })).toEqual({ batchItemFailures: [] });
      },
    });
    const stored = await ports.minutes.read('ct-kapkoros-1a', 0, Date.parse('2026-11-25'));
    expect(stored.flatMap(({ readings }) => readings.map(({ seq }) => seq))).toEqual([1_000, 1_001, 1_002]);
    await tables.stop();
  });
});

describe('the way to Kinesis', () => {
  const records = Array.from({ length: 3 }, (_, index) => ({
    partitionKey: `ct-${index}`,
    data: Buffer.from([index]),
  }));
  const accepted = { SequenceNumber: '1', ShardId: 's' };

  it('sends what a full shard refused again, and only that', async () => {
    const kinesis = mockClient(KinesisClient);
    kinesis
      .on(PutRecordsCommand)
      .resolvesOnce({
        Records: [accepted, { ErrorCode: 'ProvisionedThroughputExceededException' }, accepted],
      })
      .resolves({ Records: [accepted] });
    await kinesisSender(new KinesisClient({ region: 'local' }), 'telemetry', 0)(records);
    const keys = kinesis
      .commandCalls(PutRecordsCommand)
      .map(({ args }) => args[0].input.Records?.map((r) => r.PartitionKey));
    expect(keys).toEqual([['ct-0', 'ct-1', 'ct-2'], ['ct-1']]);
  });

  it('gives up with a sentence when the stream refuses for good', async () => {
    const kinesis = mockClient(KinesisClient);
    kinesis.on(PutRecordsCommand).resolves({ Records: [] });
    await expect(
      kinesisSender(new KinesisClient({ region: 'local' }), 'telemetry', 0)(records),
    ).rejects.toThrow('telemetry still refuses 3 records; run the command again later');
  });
});
