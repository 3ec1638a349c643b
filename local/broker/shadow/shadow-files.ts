import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readJsonFile } from '../../json-file.ts';
import { writeAtomic } from '../../write-atomic.ts';
import { type ShadowDocument, shadowDocumentSchema } from './shadow-document.ts';

export type ShadowFiles = {
  find(thingName: string): ShadowDocument | null;
  /** Resolves once the document is on disk. */
  save(thingName: string, document: ShadowDocument): Promise<void>;
};

/** The configuration shadows of the local broker, one small file per thing, read once at start. */
export const openShadowFiles = async (folder: string): Promise<ShadowFiles> => {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json'));
  const loaded = await Promise.all(
    names.map(async (name) => {
      const document = await readJsonFile(join(folder, name), shadowDocumentSchema);
      return [name.slice(0, -'.json'.length), document] as const;
    }),
  );
  const known = new Map(loaded);
  return {
    find: (thingName) => known.get(thingName) ?? null,
    save: async (thingName, document) => {
      await writeAtomic(join(folder, `${thingName}.json`), JSON.stringify(document));
      known.set(thingName, document);
    },
  };
};
