import { setTimeout as pause } from 'node:timers/promises';
import { runBatch } from './batch-runner.ts';
import { readCheckpoint, writeCheckpoint } from './checkpoint.ts';
import { type ConsumerSettings, defaultBackoffMs, maxPayloadBytes } from './consumer-settings.ts';
import type { StreamRecord } from './frame.ts';
import type { ShardLog } from './shard-log.ts';
import { payloadBytesOf, ShardReader } from './shard-reader.ts';

export type ShardConsumerContext = {
  readonly log: ShardLog;
  readonly shard: { readonly shardId: string; readonly arn: string };
  readonly settings: ConsumerSettings;
  readonly checkpointPath: string;
  readonly now: () => number;
  readonly report: (message: string) => void;
};

/** One consumer on one shard: one batch at a time, in order, from its checkpoint on. */
export class ShardConsumer {
  readonly #context: ShardConsumerContext;
  readonly #stopping = new AbortController();
  #nextOrdinal: number;
  #running: Promise<void>;

  private constructor(context: ShardConsumerContext, nextOrdinal: number) {
    this.#context = context;
    this.#nextOrdinal = nextOrdinal;
    this.#running = this.#run();
  }

  static async start(context: ShardConsumerContext): Promise<ShardConsumer> {
    const stored = await readCheckpoint(context.checkpointPath);
    const first = context.settings.startingPosition === 'LATEST' ? context.log.nextOrdinal : 0;
    // A first position is kept at once: LATEST means the latest at first start, not at each restart.
    if (stored === null) await writeCheckpoint(context.checkpointPath, first);
    return new ShardConsumer(context, stored ?? first);
  }

  /** Ordinal below which this consumer is done. */
  get doneUpTo(): number {
    return this.#nextOrdinal;
  }

  /** Records that are in the stream and not dealt with yet. */
  get behind(): number {
    return Math.max(0, this.#context.log.nextOrdinal - this.#nextOrdinal);
  }

  /** Lets the running invocation end and takes no further batch. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    for (let failures = 0; !signal.aborted; ) {
      const from = this.#nextOrdinal;
      try {
        await this.#consume(signal);
      } catch (error) {
        failures = this.#nextOrdinal > from ? 1 : failures + 1;
        this.#context.report(`${this.#context.settings.name}: ${String(error)}; goes on from its checkpoint`);
        // An abort only ends the pause early.
        await pause(defaultBackoffMs(failures), null, { signal }).catch(() => null);
      }
    }
  }

  async #consume(signal: AbortSignal): Promise<void> {
    const { log, shard, settings, now, report } = this.#context;
    const reader = new ShardReader(log, this.#nextOrdinal);
    const context = { shard, settings, now, log: report, signal, checkpoint: this.#checkpoint };
    while (!signal.aborted) {
      const records = await this.#collect(reader, signal);
      if (records.length > 0) await runBatch(context, records);
    }
  }

  /** Waits for a first record, then until the batch is full or its window is over. Nothing when `signal` aborts. */
  async #collect(reader: ShardReader, signal: AbortSignal): Promise<StreamRecord[]> {
    const { batchSize, batchingWindowMs } = this.#context.settings;
    const records: StreamRecord[] = [];
    let room = maxPayloadBytes;
    let windowEndsAtMs = Number.POSITIVE_INFINITY;
    while (records.length < batchSize && !signal.aborted) {
      const leftMs = windowEndsAtMs - performance.now();
      if (leftMs <= 0) break;
      if (reader.exhausted) {
        await this.#context.log.waitForAppend(signal, leftMs);
        continue;
      }
      const first = records.length === 0;
      const more = await reader.read({ records: batchSize - records.length, bytes: room, first });
      if (first && more.length === 0)
        throw new Error(`a segment in ${this.#context.log.folder} is damaged: run \`npm run reset\``);
      if (first) windowEndsAtMs = performance.now() + batchingWindowMs;
      if (more.length === 0) break;
      records.push(...more);
      room -= more.reduce((sum, record) => sum + payloadBytesOf(record), 0);
    }
    return records;
  }

  readonly #checkpoint = async (nextOrdinal: number): Promise<void> => {
    await writeCheckpoint(this.#context.checkpointPath, nextOrdinal);
    this.#nextOrdinal = nextOrdinal;
  };
}
