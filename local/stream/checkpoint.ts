import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { isMissing } from '../is-missing.ts';
import { writeAtomic } from '../write-atomic.ts';

const checkpointSchema = z.object({ nextOrdinal: z.int().min(0) });

/** The first record a consumer is not done with, or null if it never started. */
export const readCheckpoint = async (path: string): Promise<number | null> => {
  try {
    return checkpointSchema.parse(JSON.parse(await readFile(path, 'utf8'))).nextOrdinal;
  } catch (error) {
    if (isMissing(error)) return null;
    throw new Error(`The checkpoint ${path} cannot be read. Run \`npm run reset\`, or delete that file.`, {
      cause: error,
    });
  }
};

export const writeCheckpoint = (path: string, nextOrdinal: number): Promise<void> =>
  writeAtomic(path, JSON.stringify({ nextOrdinal }));
