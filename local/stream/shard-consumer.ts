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
      try {
        await this.#consume(signal);
      } catch (error) {
        failures += 1;
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
      else if (!reader.exhausted)
        throw new Error(`a segment in ${log.folder} is damaged: run \`npm run reset\``);
    }
  }

  /** Waits for a first record, then until the batch is full or its window is over. */
  async #collect(reader: ShardReader, signal: AbortSignal): Promise<StreamRecord[]> {
    const { batchSize, batchingWindowMs } = this.#context.settings;
    const records: StreamRecord[] = [];
    let room = maxPayloadBytes;
    let until = signal;
    while (records.length < batchSize && !until.aborted) {
      const first = records.length === 0;
      const more = await reader.read({ records: batchSize - records.length, bytes: room, first });
      records.push(...more);
      room -= more.reduce((sum, record) => sum + payloadBytesOf(record), 0);
      if (first && more.length > 0) until = AbortSignal.any([signal, AbortSignal.timeout(batchingWindowMs)]);
      if (records.length === batchSize) break;
      if (reader.exhausted) await this.#context.log.waitForAppend(until);
      else if (more.length === 0) break;
    }
    return records;
  }

  readonly #checkpoint = async (nextOrdinal: number): Promise<void> => {
    await writeCheckpoint(this.#context.checkpointPath, nextOrdinal);
    this.#nextOrdinal = nextOrdinal;
  };
}
