import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { streamRetentionMs } from '../../lambdas/adapters/telemetry-stream.ts';
import type { ConsumerSettings } from './consumer-settings.ts';
import { maxDataBytes } from './frame.ts';
import { sequenceNumberOf, streamArn } from './kinesis-event.ts';
import type { Retention } from './segment-files.ts';
import { ShardConsumer } from './shard-consumer.ts';
import { ShardLog } from './shard-log.ts';

export type StreamOptions = {
  readonly folder: string;
  readonly name: string;
  readonly shardCount?: number;
  readonly segmentBytes?: number;
  readonly retention?: Retention;
  readonly now?: () => number;
  readonly report?: (message: string) => void;
};

export type Consumer = {
  /** Records in the stream that this consumer is not done with. */
  behind(): number;
  stop(): Promise<void>;
};

export type LocalStream = {
  readonly arn: string;
  /** Resolves once the record is in the file; rejects if it is too large or the file cannot be written. */
  put(partitionKey: string, data: Buffer): Promise<{ shardId: string; sequenceNumber: string }>;
  consume(settings: ConsumerSettings): Promise<Consumer>;
  /** Deletes segments past their retention; called by a timer as well. */
  trim(): Promise<number>;
  /** Stops consumers first, then the files. */
  close(): Promise<void>;
};

const hourMs = 3_600_000;
const defaultRetention: Retention = { unreadMs: streamRetentionMs, readMs: hourMs };
const defaultSegmentBytes = 8 * 1_024 * 1_024;
const trimEveryMs = 10 * 60_000;

const shardIdOf = (index: number): string => `shardId-${String(index).padStart(12, '0')}`;

/** Kinesis spreads keys by MD5 over the shards' hash ranges; so does this. */
const shardIndexOf = (partitionKey: string, shardCount: number): number => {
  const high = createHash('md5').update(partitionKey).digest().readUInt32BE(0);
  return Math.floor((high / 0x1_0000_0000) * shardCount);
};

/**
 * A Kinesis stream on this machine's disk, with event source mappings as its consumers. Each consumer keeps one
 * checkpoint per shard in `folder` and goes on from there after a restart or a crash.
 */
export const openStream = async (options: StreamOptions): Promise<LocalStream> => {
  const { folder, name, shardCount = 1, now = Date.now, report = () => undefined } = options;
  const { segmentBytes = defaultSegmentBytes, retention = defaultRetention } = options;
  const arn = streamArn(name);
  const logs = await Promise.all(
    Array.from({ length: shardCount }, (_, index) =>
      ShardLog.open(join(folder, shardIdOf(index)), { segmentBytes, now }),
    ),
  );
  const consumers: ShardConsumer[][] = [];

  const trim = async (): Promise<number> => {
    const deleted = logs.map((log, index) => {
      const readUpTo = Math.min(...consumers.map((shards) => shards[index]?.doneUpTo ?? 0));
      return log.trim(retention, consumers.length === 0 ? 0 : readUpTo);
    });
    return (await Promise.all(deleted)).reduce((sum, count) => sum + count, 0);
  };
  const timer = setInterval(() => {
    trim().catch((error: unknown) =>
      report(`old segments of ${name} could not be deleted: ${String(error)}`),
    );
  }, trimEveryMs);
  timer.unref();

  return {
    arn,
    put: async (partitionKey, data) => {
      if (data.length > maxDataBytes) throw new Error('a record holds at most 1 MiB: send smaller messages');
      const index = shardIndexOf(partitionKey, shardCount);
      const log = logs[index];
      if (log === undefined) throw new Error(`shard ${index} of ${name} is not open: restart the system`);
      return {
        shardId: shardIdOf(index),
        sequenceNumber: sequenceNumberOf(await log.append(partitionKey, data)),
      };
    },
    consume: async (settings) => {
      const shards = await Promise.all(
        logs.map((log, index) => {
          const shardId = shardIdOf(index);
          const checkpointPath = join(folder, 'checkpoints', `${settings.name}.${shardId}.json`);
          return ShardConsumer.start({
            log,
            shard: { shardId, arn },
            settings,
            checkpointPath,
            now,
            report,
          });
        }),
      );
      consumers.push(shards);
      return {
        behind: () => shards.reduce((sum, shard) => sum + shard.behind, 0),
        stop: async () => {
          await Promise.all(shards.map((shard) => shard.stop()));
        },
      };
    },
    trim,
    close: async () => {
      clearInterval(timer);
      await Promise.all(consumers.flat().map((consumer) => consumer.stop()));
      await Promise.all(logs.map((log) => log.close()));
    },
  };
};
