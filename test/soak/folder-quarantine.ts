import { join } from 'node:path';
import type { QuarantineEntry } from '@carbon-track/contract/quarantine.ts';
import { createObjectQuarantine } from '../../lambdas/adapters/object-quarantine.ts';
import type { Quarantine } from '../../lambdas/adapters/ports/quarantine.ts';
import { createFolderObjects } from '../../local/folder-objects.ts';

/** The real quarantine over a folder that outlives the worker. */
export const folderQuarantine = (folder: string): Quarantine =>
  createObjectQuarantine(createFolderObjects(join(folder, 'quarantine')));

/** Distinct entries of all batches: a batch that was retried in other parts names the same entries again. */
export const readQuarantine = async (folder: string): Promise<QuarantineEntry[]> => {
  const quarantine = folderQuarantine(folder);
  const entries = new Map<string, QuarantineEntry>();
  let cursor: string | undefined;
  do {
    const page = await quarantine.list({ date: undefined, limit: 100, cursor });
    for (const entry of page.items) entries.set(entry.entryId, entry);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return [...entries.values()];
};
