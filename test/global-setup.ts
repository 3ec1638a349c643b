import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildPortalIfChanged } from '../local/system/portal-build.ts';
import { findChromium } from './browser/find-chromium.ts';

/**
 * Once before all tests: a folder for everything temporary, so that a run neither leaves anything behind nor trips over
 * what a killed one left half-written; then the portal is built and Chromium unpacked. Test files run side by side, and
 * two of them doing either at the same time would pull the files from under each other.
 */
export const setup = async (): Promise<() => Promise<void>> => {
  const before = process.env.TMPDIR;
  const folder = await mkdtemp(join(tmpdir(), 'carbon-track-test-'));
  process.env.TMPDIR = folder;
  await buildPortalIfChanged(() => console.log('Building the portal for the browser journeys …'));
  await findChromium();
  return async () => {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
    // A browser that just ended may still write there; what stays is no reason to fail.
    await rm(folder, { recursive: true, force: true, maxRetries: 3 }).catch(console.warn);
  };
};
