import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, normalize, sep } from 'node:path';
import type { ObjectStore } from '../lambdas/adapters/ports/object-store.ts';
import { isMissing } from './is-missing.ts';
import { writeAtomic } from './write-atomic.ts';

const entriesOf = async (path: string) => {
  try {
    return await readdir(path, { withFileTypes: true });
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
};

/** Keys below `folder` in ascending order, those past `after` only. Whole folders before `after` are not opened. */
async function* keysBelow(root: string, folder: string, after: string): AsyncGenerator<string> {
  const entries = (await entriesOf(join(root, folder))).filter(({ name }) => !name.endsWith('.tmp'));
  // A folder sorts with its closing slash, as its keys do.
  const names = entries.map((entry) => `${folder}${entry.name}${entry.isDirectory() ? '/' : ''}`).sort();
  for (const name of names) {
    if (name.endsWith('/')) {
      if (name > after || after.startsWith(name)) yield* keysBelow(root, name, after);
    } else if (name > after) yield name;
  }
}

/** An S3 bucket as a folder. A key that would lead out of it is refused. */
export const createFolderObjects = (root: string): ObjectStore => {
  const pathOf = (key: string): string => {
    const path = normalize(join(root, key));
    if (!path.startsWith(`${normalize(root)}${sep}`))
      throw new Error(`the key ${key} leads out of the folder`);
    return path;
  };
  return {
    put: async (key, body) => writeAtomic(pathOf(key), Buffer.from(body)),
    get: async (key) => {
      try {
        return await readFile(pathOf(key));
      } catch (error) {
        if (isMissing(error)) return null;
        throw error;
      }
    },
    list: async (prefix, { after = '', limit }) => {
      const folder = prefix.includes('/') ? `${dirname(`${prefix}x`)}/` : '';
      const keys: string[] = [];
      for await (const key of keysBelow(root, folder, after)) {
        if (!key.startsWith(prefix)) continue;
        if (keys.length === limit) break;
        keys.push(key);
      }
      return keys.slice(0, limit);
    },
    folders: async (prefix) => {
      const entries = await entriesOf(join(root, prefix));
      return entries
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => `${prefix}${name}/`)
        .sort();
    },
  };
};
