import { statSync } from 'node:fs';
import { appendFile, readdir, stat, truncate, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { segmentPath } from '../../../local/stream/segment-files.ts';
import { ShardLog } from '../../../local/stream/shard-log.ts';
import { ShardReader } from '../../../local/stream/shard-reader.ts';
import { temporaryFolder } from './temporary-folder.ts';

const options = { segmentBytes: 1_000_000, now: () => 1_700_000_000_000 };
const all = { records: 10_000, bytes: 100_000_000, first: true };

const texts = async (log: ShardLog, from = 0): Promise<string[]> =>
  (await new ShardReader(log, from).read(all)).map(({ data }) => data.toString());

const appendAll = (log: ShardLog, ...values: string[]): Promise<number[]> =>
  Promise.all(values.map((value) => log.append('device', Buffer.from(value))));

describe('a shard', () => {
  it('numbers records in order of arrival and goes on counting after it was opened again', async () => {
    const folder = await temporaryFolder();
    const log = await ShardLog.open(folder, options);
    expect(await appendAll(log, 'a', 'b', 'c')).toEqual([0, 1, 2]);
    await log.close();
    const again = await ShardLog.open(folder, options);
    expect(await appendAll(again, 'd')).toEqual([3]);
    expect(await texts(again)).toEqual(['a', 'b', 'c', 'd']);
    expect(await texts(again, 2)).toEqual(['c', 'd']);
    await again.close();
  });

  it('resolves an append no earlier than its bytes are in the file', async () => {
    const folder = await temporaryFolder();
    const log = await ShardLog.open(folder, options);
    const data = Buffer.alloc(1_000, 'x');
    for (let count = 1; count <= 100; count += 1) {
      await log.append('device', data);
      // Looked at in the same turn: a write still under way would be missing here.
      expect(statSync(segmentPath(folder, 0)).size).toBeGreaterThanOrEqual(count * data.length);
    }
    await log.close();
  });

  it('cuts off a frame torn by a crash at any byte and keeps everything before it', async () => {
    const folder = await temporaryFolder();
    const log = await ShardLog.open(folder, options);
    await appendAll(log, 'first');
    const { size: whole } = await stat(segmentPath(folder, 0));
    await appendAll(log, 'second');
    const { size } = await stat(segmentPath(folder, 0));
    await log.close();
    for (let length = size - 1; length >= whole; length -= 1) {
      await truncate(segmentPath(folder, 0), length);
      const again = await ShardLog.open(folder, options);
      expect(await texts(again)).toEqual(['first']);
      expect(again.nextOrdinal).toBe(1);
      await again.close();
      expect((await stat(segmentPath(folder, 0))).size).toBe(whole);
    }
  });

  it('cuts off garbage at the end, so that records appended later are found', async () => {
    const folder = await temporaryFolder();
    const log = await ShardLog.open(folder, options);
    await appendAll(log, 'kept');
    await log.close();
    await appendFile(segmentPath(folder, 0), Buffer.from('00000010deadbeef00', 'hex'));
    const again = await ShardLog.open(folder, options);
    await appendAll(again, 'later');
    expect(await texts(again)).toEqual(['kept', 'later']);
    await again.close();
  });

  it('reads across segments and within the limits it is given', async () => {
    const folder = await temporaryFolder();
    const log = await ShardLog.open(folder, { ...options, segmentBytes: 60 });
    for (const value of ['a', 'b', 'c', 'd', 'e']) await appendAll(log, value);
    expect((await readdir(folder)).length).toBeGreaterThan(2);
    expect(await texts(log)).toEqual(['a', 'b', 'c', 'd', 'e']);
    const reader = new ShardReader(log, 0);
    const few = { ...all, records: 2 };
    expect((await reader.read(few)).map(({ ordinal }) => ordinal)).toEqual([0, 1]);
    expect((await reader.read(few)).map(({ ordinal }) => ordinal)).toEqual([2, 3]);
    expect(await new ShardReader(log, 0).read({ ...all, bytes: 1 })).toHaveLength(1);
    expect(await new ShardReader(log, 0).read({ ...all, bytes: 1, first: false })).toHaveLength(0);
    await log.close();
  });

  it('forgets unread segments after their retention and read ones earlier, never the newest', async () => {
    const folder = await temporaryFolder();
    const log = await ShardLog.open(folder, { ...options, segmentBytes: 1 });
    for (const value of ['a', 'b', 'c', 'd']) await appendAll(log, value);
    const age = async (ordinal: number, ageS: number): Promise<void> => {
      const at = options.now() / 1_000 - ageS;
      await utimes(segmentPath(folder, ordinal), at, at);
    };
    await Promise.all([age(0, 5_000), age(1, 300), age(2, 300), age(3, 9_999)]);
    const retention = { unreadMs: 1_000_000, readMs: 100_000 };
    expect(await log.trim(retention, 0)).toBe(1);
    expect(await log.trim(retention, 2)).toBe(1);
    expect(await texts(log)).toEqual(['c', 'd']);
    await Promise.all([age(2, 5_000)]);
    expect(await log.trim(retention, 0)).toBe(1);
    expect(await texts(log)).toEqual(['d']);
    expect(await readdir(join(folder))).toHaveLength(1);
    await log.close();
  });
});
