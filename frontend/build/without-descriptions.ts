import { contractFile, undescribed } from '@carbon-track/contract/build/undescribed.ts';
import type { Plugin } from 'vite';

/** Leaves what the contract says about itself out of the portal, which parses with it and shows none of it. */
export const withoutDescriptions = (): Plugin => ({
  name: 'without-descriptions',
  enforce: 'pre',
  transform: (code, id) => (contractFile.test(id) ? { code: undescribed(code), map: null } : undefined),
});
