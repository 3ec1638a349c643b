import { open } from 'node:fs/promises';
import type { StreamRecord } from './frame.ts';
import { listSegments, segmentPath } from './segment-files.ts';
import { scanSegment } from './segment-scan.ts';
import type { ShardLog } from './shard-log.ts';

/** `first`: whether the first record is taken even if it is larger than `bytes`. */
export type ReadLimits = { readonly records: number; readonly bytes: number; readonly first: boolean };

/** Bytes a record takes of the 6 MB a consumer may be handed: its data as base64, its key, and the envelope. */
export const payloadBytesOf = (record: StreamRecord): number =>
  Math.ceil(record.data.length / 3) * 4 + record.partitionKey.length + 500;

/**
 * Reads a shard in order from an ordinal on. Where old records are gone already it goes on with the oldest there is,
 * as a Kinesis iterator does after the retention period.
 */
export class ShardReader {
  readonly #log: ShardLog;
  #next: number;
  #position: { segment: number; at: number } | null = null;

  constructor(log: ShardLog, fromOrdinal: number) {
    this.#log = log;
    this.#next = fromOrdinal;
  }

  /** Whether anything is left to read. */
  get exhausted(): boolean {
    return this.#next >= this.#log.nextOrdinal;
  }

  /** The next records within `limits`. */
  async read(limits: ReadLimits): Promise<StreamRecord[]> {
    const end = this.#log.nextOrdinal;
    const records: StreamRecord[] = [];
    let bytes = 0;
    const take = (record: StreamRecord): boolean => {
      if (record.ordinal >= end) return false;
      if (record.ordinal < this.#next) return true;
      bytes += payloadBytesOf(record);
      const mustFit = records.length > 0 || !limits.first;
      if (records.length >= limits.records || (mustFit && bytes > limits.bytes)) return false;
      records.push(record);
      this.#next = record.ordinal + 1;
      return true;
    };
    while (this.#next < end && (await this.#scanOn(take))) {
      if (records.length >= limits.records) break;
    }
    return records;
  }

  /** Scans the current segment on; false when the caller had enough or nothing is left. */
  async #scanOn(take: (record: StreamRecord) => boolean): Promise<boolean> {
    const segments = await listSegments(this.#log.folder);
    const wanted = segments.findLast((first) => first <= this.#next) ?? segments[0];
    if (wanted === undefined) return false;
    if (this.#position?.segment !== wanted) this.#position = { segment: wanted, at: 0 };
    const file = await open(segmentPath(this.#log.folder, wanted), 'r');
    try {
      const { size } = await file.stat();
      const end = await scanSegment(file, this.#position.at, size, take);
      this.#position.at = end.at;
      const following = segments.find((first) => first > wanted);
      if (!end.whole || following === undefined) return false;
      // Everything of this segment is read; a gap after it means that records in between are gone.
      this.#next = Math.max(this.#next, following);
      return true;
    } finally {
      await file.close();
    }
  }
}
