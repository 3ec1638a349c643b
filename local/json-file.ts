import { readFile } from 'node:fs/promises';
import type * as z from 'zod';
import { isMissing } from './is-missing.ts';
import { writeAtomic } from './write-atomic.ts';

/** Reads a JSON file of the data folder; null if there is none. Throws what to do when it does not fit. */
export const readJsonFile = async <Schema extends z.ZodType>(
  path: string,
  schema: Schema,
): Promise<z.output<Schema> | null> => {
  try {
    return schema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    if (isMissing(error)) return null;
    throw new Error(`${path} cannot be read. Run \`npm run reset\` to start anew.`, { cause: error });
  }
};

export const writeJsonFile = (path: string, value: unknown): Promise<void> =>
  writeAtomic(path, `${JSON.stringify(value, null, 2)}\n`);
