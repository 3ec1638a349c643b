import { mkdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFolderObjects } from '../../local/folder-objects.ts';
import { temporaryFolder } from './stream/temporary-folder.ts';

const bytes = (text: string): Uint8Array => Buffer.from(text);
const filled = async (...keys: string[]) => {
  const folder = await temporaryFolder();
  const objects = createFolderObjects(folder);
  for (const key of keys) await objects.put(key, bytes(key), 'text/plain');
  return { folder, objects };
};

describe('a folder as a bucket', () => {
  it('keeps objects for its owner alone, replaces them whole, and answers null for none', async () => {
    const { folder, objects } = await filled('a/b.json');
    await objects.put('a/b.json', bytes('new'), 'text/plain');
    expect(String(await objects.get('a/b.json'))).toBe('new');
    expect(await objects.get('a/c.json')).toBeNull();
    expect((await stat(join(folder, 'a/b.json'))).mode & 0o777).toBe(0o600);
  });

  it('lists what S3 would: ascending by key, below a prefix, after a key, at most so many', async () => {
    const keys = [
      'q/date=2026-01-02/b',
      'q/date=2026-01-01/z',
      'q/date=2026-01-02/a',
      'r/x',
      'q/date=2026-01-02.x',
    ];
    const { objects } = await filled(...keys);
    const all = await objects.list('q/', { limit: 10 });
    expect(all).toEqual(keys.filter((key) => key.startsWith('q/')).sort());
    expect(await objects.list('q/date=2026-01-02', { limit: 2 })).toEqual(all.slice(1, 3));
    expect(await objects.list('q/', { after: all[1], limit: 10 })).toEqual(all.slice(2));
    expect(await objects.list('none/', { limit: 10 })).toEqual([]);
    expect(await objects.folders('q/')).toEqual(['q/date=2026-01-01/', 'q/date=2026-01-02/']);
  });

  it('pages through any keys in the order of their bytes', async () => {
    const segment = fc.stringMatching(/^[a-z0-9=.-]{1,3}$/).filter((text) => !/^\.+$/.test(text));
    const key = fc.array(segment, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/'));
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(key, { maxLength: 12 }),
        fc.integer({ min: 1, max: 4 }),
        async (keys, limit) => {
          // A name cannot be file and folder at once; buckets allow it, our keys never do it.
          const own = keys.filter((one) => !keys.some((other) => other.startsWith(`${one}/`)));
          const { objects } = await filled(...own);
          const seen: string[] = [];
          for (;;) {
            const next = await objects.list('', { after: seen.at(-1), limit });
            if (next.length === 0) break;
            seen.push(...next);
          }
          expect(seen).toEqual(own.sort());
        },
      ),
      { numRuns: 40 },
    );
  });

  it('refuses a key that leads out of its folder and does not list half-written objects', async () => {
    const { folder, objects } = await filled('a/b');
    for (const key of ['../x', 'a/../../x']) {
      await expect(objects.put(key, bytes('x'), 'text/plain')).rejects.toThrow('leads out');
    }
    await mkdir(join(folder, 'a'), { recursive: true });
    await writeFile(join(folder, 'a', 'c.1234.tmp'), 'half');
    expect(await objects.list('a/', { limit: 10 })).toEqual(['a/b']);
  });
});
