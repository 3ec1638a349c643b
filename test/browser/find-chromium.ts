import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import chromium, { inflate } from '@sparticuz/chromium';

export type FoundChromium = { executablePath: string; libraryPath: string | undefined };

const starts = (executablePath: string, libraryPath: string | undefined): boolean =>
  spawnSync(executablePath, ['--version'], {
    env: { ...process.env, ...(libraryPath !== undefined && { LD_LIBRARY_PATH: libraryPath }) },
  }).status === 0;

/**
 * The Chromium of the npm package, or the one `CHROMIUM_PATH` names. A plain machine may lack the shared libraries it
 * wants (NSS, mostly); the package carries those too, so they are unpacked and used only where they are needed.
 */
export const findChromium = async (): Promise<FoundChromium> => {
  const executablePath = process.env.CHROMIUM_PATH ?? (await chromium.executablePath());
  if (starts(executablePath, undefined)) return { executablePath, libraryPath: undefined };
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  await inflate(join(dirname(entry), '..', 'bin', 'al2023.tar.br'));
  const libraryPath = [join(tmpdir(), 'al2023', 'lib'), process.env.LD_LIBRARY_PATH]
    .filter(Boolean)
    .join(':');
  if (starts(executablePath, libraryPath)) return { executablePath, libraryPath };
  throw new Error(
    `${executablePath} does not start on this machine. Install Chromium and name it in CHROMIUM_PATH, then run the tests again.`,
  );
};
