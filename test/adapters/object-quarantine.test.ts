import type { QuarantineEntry } from '@carbon-track/contract/quarantine.ts';
import { describe, expect, it } from 'vitest';
import { InvalidCursorError } from '../../lambdas/adapters/cursor.ts';
import { createObjectQuarantine } from '../../lambdas/adapters/object-quarantine.ts';
import { memoryObjectStore } from '../fakes/object-store.ts';

const entry = (entryId: string, receivedAt: string | null): QuarantineEntry => ({
  entryId,
  quarantinedAtMs: Date.parse('2026-11-23T21:00:05Z'),
  receivedAtMs: receivedAt === null ? null : Date.parse(receivedAt),
  factoryId: null,
  deviceId: null,
  reason: 'not_json',
  detail: 'the payload is no JSON in UTF-8',
  payloadBase64: 'AA==',
});

const filled = async () => {
  const objects = memoryObjectStore();
  const quarantine = createObjectQuarantine(objects);
  await quarantine.putBatch('shard:1', [entry('old', '2026-11-22T10:00:00Z')]);
  await quarantine.putBatch('shard:2', [
    entry('a', '2026-11-23T20:59:58Z'),
    entry('b', '2026-11-23T21:00:01Z'),
  ]);
  await quarantine.putBatch('shard:3', [entry('c', '2026-11-23T20:59:59Z')]);
  await quarantine.putBatch('shard:4', [entry('new', null)]);
  return { objects, quarantine };
};
const ids = (items: readonly QuarantineEntry[]) => items.map(({ entryId }) => entryId);

describe('the quarantine', () => {
  it('keeps one object per batch under the Nairobi day of its first receipt, and overwrites it at a retry', async () => {
    const { objects, quarantine } = await filled();
    expect([...objects.objects.keys()]).toEqual([
      'quarantine/date=2026-11-22/shard-1.json',
      'quarantine/date=2026-11-23/shard-2.json',
      'quarantine/date=2026-11-23/shard-3.json',
      'quarantine/date=2026-11-24/shard-4.json',
    ]);
    await quarantine.putBatch('shard:2', [entry('a', '2026-11-23T20:59:58Z')]);
    expect(objects.objects.size).toBe(4);
  });

  it('writes no object for nothing', async () => {
    const objects = memoryObjectStore();
    await createObjectQuarantine(objects).putBatch('shard:1', []);
    expect(objects.objects.size).toBe(0);
  });

  it('lists the newest day first, or one day', async () => {
    const { quarantine } = await filled();
    const all = await quarantine.list({ date: undefined, limit: 100, cursor: undefined });
    expect([ids(all.items), all.nextCursor]).toEqual([['new', 'a', 'b', 'c', 'old'], null]);
    const day = await quarantine.list({ date: '2026-11-23', limit: 100, cursor: undefined });
    expect(ids(day.items)).toEqual(['a', 'b', 'c']);
    expect((await quarantine.list({ date: '2020-01-01', limit: 9, cursor: undefined })).items).toEqual([]);
  });

  it.each([1, 2, 3, 4])('gives every entry once in pages of %i', async (limit) => {
    const { quarantine } = await filled();
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await quarantine.list({ date: undefined, limit, cursor });
      expect(page.items.length).toBeLessThanOrEqual(limit);
      seen.push(...ids(page.items));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toEqual(['new', 'a', 'b', 'c', 'old']);
  });

  it.each([
    'telemetry/secret',
    'quarantine/date=2026-11-24/',
    'quarantine/date=2026-11-24/../../identity/logins.json',
    'quarantine/../identity/logins.json',
  ])('refuses a cursor that leads elsewhere: %s', async (key) => {
    const { quarantine } = await filled();
    const cursor = Buffer.from(JSON.stringify({ key, entry: 0 })).toString('base64url');
    await expect(quarantine.list({ date: undefined, limit: 1, cursor })).rejects.toThrow(InvalidCursorError);
  });
});
