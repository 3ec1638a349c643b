import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { KinesisStreamEvent } from 'aws-lambda';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { ConsumerSettings } from '../../../local/stream/consumer-settings.ts';
import type { FailureRecord } from '../../../local/stream/failure-record.ts';
import {
  type Consumer,
  type LocalStream,
  openStream,
  type StreamOptions,
} from '../../../local/stream/stream.ts';
import { temporaryFolder } from './temporary-folder.ts';

const settings: Omit<ConsumerSettings, 'handler'> = {
  name: 'convert-store',
  startingPosition: 'TRIM_HORIZON',
  batchSize: 100,
  batchingWindowMs: 20,
  bisectOnError: true,
  maxRecordAgeMs: null,
  maxRetries: null,
  onFailure: null,
  backoffMs: () => 1,
};

const open = async (change: Partial<StreamOptions> = {}): Promise<LocalStream> => {
  const stream = await openStream({ folder: await temporaryFolder(), name: 'telemetry', ...change });
  onTestFinished(() => stream.close());
  return stream;
};

const textsOf = (event: KinesisStreamEvent): string[] =>
  event.Records.map(({ kinesis }) => Buffer.from(kinesis.data, 'base64').toString());

const putAll = async (stream: LocalStream, ...values: string[]): Promise<void> => {
  for (const value of values) await stream.put('device', Buffer.from(value));
};

const drained = async (consumer: Consumer): Promise<void> => {
  while (consumer.behind() > 0) await pause(2);
};

const sequenceOf = (event: KinesisStreamEvent, text: string): string => {
  const record = event.Records.find(({ kinesis }) => Buffer.from(kinesis.data, 'base64').toString() === text);
  return record?.kinesis.sequenceNumber ?? '';
};

describe('an event source mapping', () => {
  it('hands over events in the shape AWS Lambda gives them', async () => {
    const stream = await open({ now: () => 1_795_000_000_123 });
    const events: KinesisStreamEvent[] = [];
    await putAll(stream, '{"a":1}');
    const handler = async (event: KinesisStreamEvent) => void events.push(event);
    await drained(await stream.consume({ ...settings, handler }));
    expect(events).toEqual([
      {
        Records: [
          {
            kinesis: {
              kinesisSchemaVersion: '1.0',
              partitionKey: 'device',
              sequenceNumber: `4966${'0'.repeat(52)}`,
              data: 'eyJhIjoxfQ==',
              approximateArrivalTimestamp: 1_795_000_000.123,
            },
            eventSource: 'aws:kinesis',
            eventVersion: '1.0',
            eventID: `shardId-000000000000:4966${'0'.repeat(52)}`,
            eventName: 'aws:kinesis:record',
            invokeIdentityArn: expect.stringMatching(/^arn:aws:iam::\d{12}:role\/.+/),
            awsRegion: 'eu-west-1',
            eventSourceARN: 'arn:aws:kinesis:eu-west-1:000000000000:stream/telemetry',
          },
        ],
      },
    ]);
  });

  it('fills batches up to their size, in order, one at a time', async () => {
    const stream = await open();
    await putAll(stream, ...'abcdefg');
    const batches: string[] = [];
    let running = 0;
    const handler = async (event: KinesisStreamEvent) => {
      running += 1;
      expect(running).toBe(1);
      await pause(3);
      batches.push(textsOf(event).join(''));
      running -= 1;
      return undefined;
    };
    await drained(await stream.consume({ ...settings, handler, batchSize: 3 }));
    expect(batches).toEqual(['abc', 'def', 'g']);
  });

  it('ends the window of a batch however often memory is collected meanwhile', async () => {
    setFlagsFromString('--expose-gc');
    const collectGarbage: () => void = runInNewContext('gc');
    const often = setInterval(collectGarbage, 1);
    onTestFinished(() => clearInterval(often));
    const stream = await open();
    const consumer = await stream.consume({ ...settings, handler: async () => undefined });
    // A window that lost its end waits for the next append, which comes with the next round only.
    for (let round = 0; round < 6; round += 1) {
      const puts: Promise<unknown>[] = [];
      for (let n = 0; n < 60; n += 1) {
        puts.push(stream.put('device', Buffer.alloc(20_000)));
        if (n % 3 === 0) await nextTurn();
      }
      await Promise.all(puts);
      await vi.waitFor(() => expect(consumer.behind()).toBe(0), { timeout: 30_000, interval: 5 });
    }
  });

  it('keeps a batch below 6 MB', async () => {
    const stream = await open();
    for (let n = 0; n < 12; n += 1) await stream.put('device', Buffer.alloc(700_000, 'x'));
    const sizes: number[] = [];
    const handler = async (event: KinesisStreamEvent) => void sizes.push(JSON.stringify(event).length);
    await drained(await stream.consume({ ...settings, handler }));
    expect(sizes.length).toBeGreaterThan(1);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(6 * 1_024 * 1_024);
  });

  it('comes again from the lowest failed record on, and only from there', async () => {
    const stream = await open();
    await putAll(stream, ...'abcde');
    const batches: string[] = [];
    const handler = async (event: KinesisStreamEvent) => {
      batches.push(textsOf(event).join(''));
      if (batches.length > 1) return { batchItemFailures: [] };
      const failed = ['d', 'c'].map((text) => ({ itemIdentifier: sequenceOf(event, text) }));
      return { batchItemFailures: failed };
    };
    await drained(await stream.consume({ ...settings, handler }));
    expect(batches).toEqual(['abcde', 'cde']);
  });

  it('takes a failure it cannot place as a failure of the whole batch', async () => {
    const stream = await open();
    await putAll(stream, ...'ab');
    const batches: string[] = [];
    const handler = async (event: KinesisStreamEvent) => {
      batches.push(textsOf(event).join(''));
      return { batchItemFailures: batches.length === 1 ? [{ itemIdentifier: '' }] : [] };
    };
    await drained(await stream.consume({ ...settings, handler, bisectOnError: false }));
    expect(batches).toEqual(['ab', 'ab']);
  });

  it('cuts a poisoned batch down to the poison, gives that up with its bytes, and passes its neighbours', async () => {
    const stream = await open();
    await putAll(stream, 'a', 'b', 'poison', 'd', 'e');
    const passed: string[] = [];
    const failures: [string, FailureRecord][] = [];
    const handler = async (event: KinesisStreamEvent) => {
      if (textsOf(event).includes('poison')) throw new Error('cannot digest');
      passed.push(...textsOf(event));
      return undefined;
    };
    const onFailure = {
      put: async (key: string, record: FailureRecord) => void failures.push([key, record]),
    };
    await drained(await stream.consume({ ...settings, handler, maxRetries: 2, onFailure }));
    expect(passed).toEqual(['a', 'b', 'd', 'e']);
    expect(failures).toHaveLength(1);
    const [key, record] = failures[0] ?? [];
    expect(key).toMatch(
      /^aws\/lambda\/convert-store\/shardId-000000000000\/\d{4}\/\d\d\/\d\d\/\d{4}-\d\d-\d\dT\d\d\.\d\d\.\d\d-/,
    );
    expect(record?.requestContext.condition).toBe('RetryAttemptsExhausted');
    expect(record?.KinesisBatchInfo).toMatchObject({ batchSize: 1, streamArn: stream.arn });
    expect(textsOf(JSON.parse(record?.payload ?? '{}'))).toEqual(['poison']);
  });

  it('does not move its checkpoint past a poisoned batch whose failure record could not be kept', async () => {
    const stream = await open();
    await putAll(stream, 'poison');
    let refusals = 0;
    const kept: FailureRecord[] = [];
    const handler = async () => {
      throw new Error('cannot digest');
    };
    const put = async (_key: string, record: FailureRecord) => {
      refusals += 1;
      if (refusals === 1) throw new Error('disk full');
      kept.push(record);
    };
    await drained(await stream.consume({ ...settings, handler, maxRetries: 0, onFailure: { put } }));
    expect(kept.map(({ payload }) => textsOf(JSON.parse(payload)))).toEqual([['poison']]);
  });

  it('gives up what is older than its age, also after minutes of failure, and goes on with what is younger', async () => {
    let nowMs = 1_000_000;
    const stream = await open({ now: () => nowMs });
    await putAll(stream, 'old');
    nowMs += 50_000;
    await putAll(stream, 'young');
    const failures: FailureRecord[] = [];
    const passed: string[] = [];
    const handler = async (event: KinesisStreamEvent) => {
      nowMs += 2_000;
      if (nowMs < 1_070_000) throw new Error('store is away');
      passed.push(...textsOf(event));
      return undefined;
    };
    const onFailure = { put: async (_: string, record: FailureRecord) => void failures.push(record) };
    await drained(await stream.consume({ ...settings, handler, maxRecordAgeMs: 60_000, onFailure }));
    expect(passed).toEqual(['young']);
    expect(failures.map(({ requestContext }) => requestContext.condition)).toEqual(['RecordAgeExceeded']);
    expect(textsOf(JSON.parse(failures[0]?.payload ?? ''))).toEqual(['old']);
  });

  it('loses nothing while its handler fails for a long time, and keeps order', async () => {
    const stream = await open();
    await putAll(stream, ...'abcd');
    const passed: string[] = [];
    let failuresLeft = 60;
    const handler = async (event: KinesisStreamEvent) => {
      failuresLeft -= 1;
      if (failuresLeft > 0) throw new Error('store is away');
      passed.push(...textsOf(event));
      return undefined;
    };
    const consumer = await stream.consume({ ...settings, handler });
    await putAll(stream, ...'efgh');
    await drained(consumer);
    expect(passed.join('')).toBe('abcdefgh');
  });

  it('goes on after a restart from the partial failure where it stopped', async () => {
    const folder = await temporaryFolder();
    const first = await openStream({ folder, name: 'telemetry' });
    await putAll(first, ...'abcd');
    const { promise: failedOnce, resolve } = Promise.withResolvers<void>();
    const failing = async (event: KinesisStreamEvent) => {
      if (event.Records.length < 4) resolve();
      return { batchItemFailures: [{ itemIdentifier: sequenceOf(event, 'c') }] };
    };
    await first.consume({ ...settings, handler: failing });
    await failedOnce;
    await first.close();
    const second = await openStream({ folder, name: 'telemetry' });
    const batches: string[] = [];
    const handler = async (event: KinesisStreamEvent) => void batches.push(textsOf(event).join(''));
    await drained(await second.consume({ ...settings, handler }));
    await second.close();
    expect(batches.join('')).toBe('cd');
  });

  it('starts at LATEST with what comes after it, while TRIM_HORIZON sees everything', async () => {
    const stream = await open();
    await putAll(stream, 'before');
    const seen: Record<string, string[]> = { LATEST: [], TRIM_HORIZON: [] };
    const consumers: Consumer[] = [];
    for (const startingPosition of ['LATEST', 'TRIM_HORIZON'] as const) {
      const handler = async (event: KinesisStreamEvent) =>
        void seen[startingPosition]?.push(...textsOf(event));
      consumers.push(
        await stream.consume({ ...settings, name: startingPosition, handler, startingPosition }),
      );
    }
    await putAll(stream, 'after');
    await Promise.all(consumers.map(drained));
    expect(seen).toEqual({ LATEST: ['after'], TRIM_HORIZON: ['before', 'after'] });
  });

  it('keeps the order of each partition key when keys are spread over shards', async () => {
    const stream = await open({ shardCount: 3 });
    const keys = ['ct-a-1', 'ct-b-1', 'ct-c-1', 'ct-d-1', 'ct-e-1'];
    const shards = new Set<string>();
    for (let n = 0; n < 20; n += 1) {
      for (const key of keys) shards.add((await stream.put(key, Buffer.from(String(n)))).shardId);
    }
    expect(shards.size).toBeGreaterThan(1);
    const seen = new Map<string, number[]>();
    const handler = async (event: KinesisStreamEvent) => {
      for (const { kinesis } of event.Records) {
        const value = Number(Buffer.from(kinesis.data, 'base64').toString());
        seen.set(kinesis.partitionKey, [...(seen.get(kinesis.partitionKey) ?? []), value]);
      }
      return undefined;
    };
    await drained(await stream.consume({ ...settings, handler, batchSize: 7 }));
    for (const key of keys) expect(seen.get(key)).toEqual(Array.from({ length: 20 }, (_, n) => n));
  });
});
