import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CannotStartError } from '../cannot-start.ts';
import { DataFolderInUseError, type DataLock, lockDataFolder } from '../system/data-lock.ts';

const firmware = join(import.meta.dirname, '../../firmware');
const executable = join(firmware, 'build/simulator/simulator');

const runs = (command: string, args: readonly string[], input = ''): boolean =>
  spawnSync(command, args, { input, stdio: ['pipe', 'ignore', 'ignore'] }).status === 0;

const preprocess = ['-std=c++17', '-E', '-x', 'c++', '-'] as const;

/** Debian packages the native devices need and this machine lacks; none where all is there. */
export const missingPackages = (): string[] => {
  if (process.platform === 'win32') return ['a Linux or macOS machine'];
  const compiler = process.env.CXX ?? 'g++';
  const has = {
    'g++': runs(compiler, ['--version']),
    make: runs('make', ['--version']),
    'libmbedtls-dev': runs(compiler, preprocess, '#include <mbedtls/ssl.h>\n'),
  };
  return Object.entries(has)
    .filter(([, isThere]) => !isThere)
    .map(([name]) => name);
};

const make = (): Promise<number | null> =>
  new Promise((resolve, reject) => {
    const args = [
      '--no-print-directory',
      '-C',
      firmware,
      `-j${Math.min(2, availableParallelism())}`,
      'simulator',
    ];
    const child = spawn('make', args, { stdio: ['ignore', 'inherit', 'inherit'] });
    child.once('error', reject);
    child.once('exit', resolve);
  });

/** One build at a time in one folder: two would write into each other's files. */
const claimBuild = async (): Promise<DataLock> => {
  try {
    return await lockDataFolder(join(firmware, 'build/simulator'));
  } catch (error) {
    if (!(error instanceof DataFolderInUseError)) throw error;
    await sleep(300);
    return claimBuild();
  }
};

/** Builds the native devices where their sources changed and answers the executable's path. Throws `CannotStartError`. */
export const buildSimulator = async (say: (message: string) => void = () => undefined): Promise<string> => {
  const missing = missingPackages();
  if (missing.length > 0) {
    throw new CannotStartError(
      `The native devices are built here, and that needs what is not installed: sudo apt-get install ${missing.join(' ')}`,
    );
  }
  const claim = await claimBuild();
  try {
    if (!existsSync(executable)) say('Building the firmware…');
    if ((await make()) !== 0) throw new CannotStartError('The native devices could not be built; see above.');
  } finally {
    await claim.release();
  }
  return executable;
};
