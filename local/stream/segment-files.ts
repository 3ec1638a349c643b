import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** A segment file is named after the ordinal of its first record, zero-filled so that names sort. */
export const segmentPath = (folder: string, firstOrdinal: number): string =>
  join(folder, `${String(firstOrdinal).padStart(16, '0')}.log`);

/** First ordinals of the segments of a shard, oldest first. */
export const listSegments = async (folder: string): Promise<number[]> => {
  const names = await readdir(folder);
  return names
    .filter((name) => /^\d{16}\.log$/.test(name))
    .map((name) => Number(name.slice(0, 16)))
    .sort((a, b) => a - b);
};

export type Retention = {
  /** A segment nobody wrote to for this long goes, read or not: 48 h on AWS as in `lib`. */
  readonly unreadMs: number;
  /** What every consumer has passed goes after this time. On AWS it stays; a laptop's disk is smaller. */
  readonly readMs: number;
};

/**
 * Deletes segments that are too old. The newest segment always stays, because it names the next ordinal.
 * `readUpTo`: ordinal below which every consumer is done. Answers how many files went.
 */
export const trimSegments = async (
  folder: string,
  retention: Retention,
  readUpTo: number,
  nowMs: number,
): Promise<number> => {
  const segments = await listSegments(folder);
  let deleted = 0;
  for (const [index, first] of segments.slice(0, -1).entries()) {
    const path = segmentPath(folder, first);
    const ageMs = nowMs - (await stat(path)).mtimeMs;
    const next = segments[index + 1] ?? Number.POSITIVE_INFINITY;
    const limitMs = next <= readUpTo ? Math.min(retention.readMs, retention.unreadMs) : retention.unreadMs;
    if (ageMs <= limitMs) break;
    await rm(path);
    deleted += 1;
  }
  return deleted;
};
