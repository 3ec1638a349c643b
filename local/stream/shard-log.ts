import { EventEmitter } from 'node:events';
import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { encodeFrame, type StreamRecord } from './frame.ts';
import { listSegments, type Retention, segmentPath, trimSegments } from './segment-files.ts';
import { scanSegment } from './segment-scan.ts';

type Pending = {
  readonly partitionKey: string;
  readonly data: Buffer;
  readonly resolve: (ordinal: number) => void;
  readonly reject: (error: unknown) => void;
};

type Tail = { file: FileHandle; firstOrdinal: number; bytes: number; nextOrdinal: number };

export type ShardLogOptions = { readonly segmentBytes: number; readonly now: () => number };

/** Finds where the last segment ends and cuts off a frame that a crash left torn. */
const openTail = async (folder: string): Promise<Tail> => {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const firstOrdinal = (await listSegments(folder)).at(-1) ?? 0;
  const file = await open(segmentPath(folder, firstOrdinal), 'a+', 0o600);
  let nextOrdinal = firstOrdinal;
  const { size } = await file.stat();
  const end = await scanSegment(file, 0, size, (record) => {
    nextOrdinal = record.ordinal + 1;
    return true;
  });
  if (end.at < size) await file.truncate(end.at);
  return { file, firstOrdinal, bytes: end.at, nextOrdinal };
};

/**
 * One shard: records appended to files in the order they came. `append` resolves with the record's ordinal once its
 * bytes are in the file, so they outlive the process. Callers that append meanwhile share the next write.
 */
export class ShardLog {
  readonly folder: string;
  readonly #options: ShardLogOptions;
  readonly #appended = new EventEmitter().setMaxListeners(0);
  readonly #tail: Tail;
  #pending: Pending[] = [];
  #writing: Promise<void> | null = null;
  #torn = false;
  #closed = false;

  private constructor(folder: string, options: ShardLogOptions, tail: Tail) {
    this.folder = folder;
    this.#options = options;
    this.#tail = tail;
  }

  static async open(folder: string, options: ShardLogOptions): Promise<ShardLog> {
    return new ShardLog(folder, options, await openTail(folder));
  }

  /** Ordinal the next record will get; everything below is in the files. */
  get nextOrdinal(): number {
    return this.#tail.nextOrdinal;
  }

  append(partitionKey: string, data: Buffer): Promise<number> {
    if (this.#closed) return Promise.reject(new Error('the stream is closed: send the message again later'));
    return new Promise((resolve, reject) => {
      this.#pending.push({ partitionKey, data, resolve, reject });
      this.#writing ??= this.#writeAll();
    });
  }

  /**
   * Resolves when something was appended after the call, when `withinMs` (Infinity: never) are over, or when `signal`
   * aborts. Never rejects. The timer is one of its own: Node 24 collects an `AbortSignal.any` of a timeout while somebody
   * listens to it, and the wait would have no end.
   */
  waitForAppend(signal: AbortSignal, withinMs: number): Promise<void> {
    return new Promise((resolve) => {
      const over = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', over);
        this.#appended.off('appended', over);
        resolve();
      };
      const timer = Number.isFinite(withinMs) ? setTimeout(over, withinMs) : undefined;
      signal.addEventListener('abort', over);
      this.#appended.on('appended', over);
      if (signal.aborted) over();
    });
  }

  async trim(retention: Retention, readUpTo: number): Promise<number> {
    return trimSegments(this.folder, retention, readUpTo, this.#options.now());
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#writing;
    await this.#tail.file.close();
  }

  async #writeAll(): Promise<void> {
    while (this.#pending.length > 0) {
      const group = this.#pending;
      this.#pending = [];
      const from = this.#tail.nextOrdinal;
      try {
        await this.#writeGroup(group, from);
        for (const [index, waiter] of group.entries()) waiter.resolve(from + index);
        this.#appended.emit('appended');
      } catch (error) {
        for (const waiter of group) waiter.reject(error);
      }
    }
    // In the same turn as the last look at `pending`: whoever appends from now on starts a new write.
    this.#writing = null;
  }

  async #writeGroup(group: readonly Pending[], from: number): Promise<void> {
    if (this.#tail.bytes >= this.#options.segmentBytes) await this.#rotate();
    const arrivedAtMs = this.#options.now();
    const records = group.map(
      ({ partitionKey, data }, index): StreamRecord => ({
        ordinal: from + index,
        arrivedAtMs,
        partitionKey,
        data,
      }),
    );
    const bytes = Buffer.concat(records.map(encodeFrame));
    // A write that failed half-way left a torn frame; cutting it off keeps it from hiding what follows.
    if (this.#torn) await this.#tail.file.truncate(this.#tail.bytes);
    this.#torn = true;
    await this.#tail.file.appendFile(bytes);
    this.#torn = false;
    this.#tail.bytes += bytes.length;
    this.#tail.nextOrdinal = from + group.length;
  }

  async #rotate(): Promise<void> {
    const firstOrdinal = this.#tail.nextOrdinal;
    const file = await open(segmentPath(this.folder, firstOrdinal), 'a+', 0o600);
    await this.#tail.file.close();
    Object.assign(this.#tail, { file, firstOrdinal, bytes: 0 });
  }
}
