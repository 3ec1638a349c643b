import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type QuarantineEntry, quarantineEntrySchema } from '@carbon-track/contract/quarantine.ts';
import { z } from 'zod';
import type { Quarantine } from '../../lambdas/adapters/ports/quarantine.ts';

/** One file per batch in a folder that outlives the worker: what `putBatch` writes, nothing that it did not finish. */
export const folderQuarantine = (folder: string): Quarantine => ({
  putBatch: async (batchId, entries) => {
    await mkdir(folder, { recursive: true });
    const path = join(folder, `${batchId.replaceAll(/[^A-Za-z0-9-]/g, '_')}.json`);
    await writeFile(`${path}.new`, JSON.stringify(entries));
    await rename(`${path}.new`, path);
  },
  list: () => Promise.reject(new Error('the soak reads its quarantine with readQuarantine')),
});

/** Distinct entries of all batches: a batch that was retried in other parts names the same entries again. */
export const readQuarantine = async (folder: string): Promise<QuarantineEntry[]> => {
  await mkdir(folder, { recursive: true });
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json'));
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  const entries = texts.flatMap((text) => z.array(quarantineEntrySchema).parse(JSON.parse(text)));
  return [...new Map(entries.map((entry) => [entry.entryId, entry])).values()];
};
