import { readFile } from 'node:fs/promises';
import { contractFile, undescribed } from '@carbon-track/contract/build/undescribed.ts';
import type { Plugin } from 'esbuild';

/** Leaves what the contract says about itself out of Lambdas that parse with it and show none of it (8 kB each). */
export const withoutDescriptions: Plugin = {
  name: 'without-descriptions',
  setup: (build) => {
    build.onLoad({ filter: contractFile }, async ({ path }) => ({
      contents: undescribed(await readFile(path, 'utf8')),
      loader: 'ts',
    }));
  },
};
