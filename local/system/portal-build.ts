import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { glob, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { isMissing } from '../is-missing.ts';
import { writeAtomic } from '../write-atomic.ts';

const root = join(import.meta.dirname, '..', '..');
const frontend = join(root, 'frontend');
export const portalFolder = join(frontend, 'dist');
const stampPath = join(portalFolder, '.built-from');

const sources = ['frontend/{src,public,build}/**/*', 'frontend/*.*', 'contract/**/*.ts', 'package-lock.json'];

/** A hash over everything the portal is made of. */
const sourceHash = async (): Promise<string> => {
  const hash = createHash('sha256');
  const paths: string[] = [];
  for await (const entry of glob(sources, { cwd: root, withFileTypes: true })) {
    if (entry.isFile()) paths.push(join(entry.parentPath, entry.name));
  }
  paths.sort();
  for (const path of paths) hash.update(`${path}\n`).update(await readFile(path));
  return hash.digest('hex');
};

const builtFrom = async (): Promise<string | null> => {
  try {
    return await readFile(stampPath, 'utf8');
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
};

const build = async (): Promise<void> => {
  const vite = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin', 'vite.js');
  const child = spawn(process.execPath, [vite, 'build', '--logLevel', 'error'], {
    cwd: frontend,
    // Tests run with NODE_ENV=test, and what they build is what `npm start` then serves.
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error('the portal could not be built: see the messages above');
};

/** Builds the portal if its sources changed since the last build. Answers whether it did. */
export const buildPortalIfChanged = async (onBuild: () => void): Promise<'built' | 'unchanged'> => {
  const hash = await sourceHash();
  if ((await builtFrom()) === hash) return 'unchanged';
  onBuild();
  await build();
  await writeAtomic(stampPath, hash);
  return 'built';
};
