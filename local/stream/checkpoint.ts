import * as z from 'zod';
import { readJsonFile, writeJsonFile } from '../json-file.ts';

const checkpointSchema = z.object({ nextOrdinal: z.int().min(0) });

/** The first record a consumer is not done with, or null if it never started. */
export const readCheckpoint = async (path: string): Promise<number | null> =>
  (await readJsonFile(path, checkpointSchema))?.nextOrdinal ?? null;

export const writeCheckpoint = (path: string, nextOrdinal: number): Promise<void> =>
  writeJsonFile(path, { nextOrdinal });
