// `npm run bench`: every measurement with its baseline in the same run. Writes nothing but the terminal, unless asked.
import { readFile, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../lib/bundle/bundle-lambda.ts';
import { benchBundles } from './bundles.ts';
import { benchConvertStore } from './convert-store.ts';
import { benchEndToEnd } from './end-to-end.ts';
import { benchFirstView } from './first-view.ts';
import { type Part, readOptions } from './options.ts';
import { replaceBlock } from './readme-block.ts';
import {
  bundlesSection,
  circumstances,
  convertStoreSection,
  endToEndSection,
  firstViewSection,
  writeUnitsSection,
} from './report.ts';
import { benchWriteUnits } from './write-units.ts';

const measurements: Readonly<Record<Part, () => Promise<string>>> = {
  a: async () => convertStoreSection(await benchConvertStore()),
  b: async () => writeUnitsSection(await benchWriteUnits()),
  c: async () => endToEndSection(await benchEndToEnd()),
  d: async () => bundlesSection(await benchBundles()),
  e: async () => firstViewSection(await benchFirstView()),
};

const run = async (): Promise<void> => {
  const { only, write } = readOptions(process.argv.slice(2));
  const sections = [circumstances(Date.now(), process.version, availableParallelism())];
  console.log(sections[0]);
  for (const part of only) {
    const section = await measurements[part]();
    console.log(`\n${section}`);
    sections.push(section);
  }
  if (!write) return;
  const readme = join(projectRoot, 'README.md');
  await writeFile(readme, replaceBlock(await readFile(readme, 'utf8'), sections.join('\n\n')));
  console.log('\nREADME.md shows these tables now.');
};

try {
  await run();
} catch (error) {
  console.error(error);
  process.exitCode = 1;
}
