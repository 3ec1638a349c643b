import { type QuarantineEntry, quarantineEntrySchema } from '@carbon-track/contract/quarantine.ts';
import * as z from 'zod';
import { decodeCursor, encodeCursor } from './cursor.ts';
import { dateFolder, keyPart } from './object-key.ts';
import type { ObjectStore } from './ports/object-store.ts';
import type { Quarantine } from './ports/quarantine.ts';

const root = 'quarantine/';
const batchSchema = z.array(quarantineEntrySchema);

/** The next entry to show: `entry` of the object `key`, or of the first object after it. */
const positionSchema = z.strictObject({
  key: z.string().regex(/^quarantine\/date=\d{4}-\d{2}-\d{2}\/[A-Za-z0-9_-]+\.json$/),
  entry: z.int().min(0),
});
type Position = z.output<typeof positionSchema>;
type Found = { readonly entry: QuarantineEntry; readonly at: Position };

const folderOf = (key: string): string => key.slice(0, key.lastIndexOf('/') + 1);

/** The day of a batch is that of its first receipt, so that a retry after midnight still overwrites its object. */
const keyOf = (batchId: string, [first]: readonly QuarantineEntry[]): string => {
  const dayMs = first?.receivedAtMs ?? first?.quarantinedAtMs ?? 0;
  return `${root}${dateFolder(dayMs)}/${keyPart(batchId)}.json`;
};

/** Quarantine as one JSON object per batch: `quarantine/date=2026-11-24/{batch}.json`, in a bucket or a folder. */
export const createObjectQuarantine = (objects: ObjectStore): Quarantine => {
  const days = async (date: string | undefined, from: string | undefined): Promise<string[]> => {
    const folders = date === undefined ? await objects.folders(root) : [`${root}date=${date}/`];
    return folders.toReversed().filter((folder) => from === undefined || folder <= from);
  };

  /** Objects of a day from `from` on, which may be in the middle of one. */
  async function* keysOf(folder: string, from: Position | undefined): AsyncGenerator<string> {
    let after = from !== undefined && folderOf(from.key) === folder ? from.key : undefined;
    if (after !== undefined) yield after;
    for (;;) {
      const keys = await objects.list(folder, { after, limit: 100 });
      yield* keys;
      after = keys.at(-1);
      if (after === undefined) return;
    }
  }

  const entriesOf = async (key: string): Promise<QuarantineEntry[]> => {
    const bytes = await objects.get(key);
    return bytes === null ? [] : batchSchema.parse(JSON.parse(Buffer.from(bytes).toString()));
  };

  async function* entriesFrom(date: string | undefined, from: Position | undefined): AsyncGenerator<Found> {
    for (const folder of await days(date, from && folderOf(from.key))) {
      for await (const key of keysOf(folder, from)) {
        const entries = await entriesOf(key);
        const start = key === from?.key ? from.entry : 0;
        for (const [offset, entry] of entries.slice(start).entries()) {
          yield { entry, at: { key, entry: start + offset } };
        }
      }
    }
  }

  return {
    putBatch: async (batchId, entries) => {
      if (entries.length === 0) return;
      await objects.put(keyOf(batchId, entries), Buffer.from(JSON.stringify(entries)), 'application/json');
    },
    list: async ({ date, limit, cursor }) => {
      const from = cursor === undefined ? undefined : decodeCursor(cursor, positionSchema);
      const items: QuarantineEntry[] = [];
      for await (const { entry, at } of entriesFrom(date, from)) {
        if (items.length === limit) return { items, nextCursor: encodeCursor(at) };
        items.push(entry);
      }
      return { items, nextCursor: null };
    },
  };
};
