import { access, constants, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CannotStartError } from '../cannot-start.ts';
import { isMissing } from '../is-missing.ts';

/** Another system works in the same data folder. The message is for the person at the terminal. */
export class DataFolderInUseError extends CannotStartError {
  override readonly name = 'DataFolderInUseError';
}

export type DataLock = { release(): Promise<void> };

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives and belongs to somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};

/** Claims of this process. In a container every start may get the same process id, so that alone proves nothing. */
const held = new Set<string>();

const holderOf = async (path: string): Promise<number | null> => {
  try {
    const pid = Number(await readFile(path, 'utf8'));
    if (pid === process.pid) return held.has(path) ? pid : null;
    return Number.isInteger(pid) && pid > 0 && isAlive(pid) ? pid : null;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
};

const inUse = (dataDir: string, path: string, pid: number): DataFolderInUseError =>
  new DataFolderInUseError(
    `Carbon Track is already running on ${dataDir} (process ${pid}); stop it first, or choose another folder with --data-dir. ` +
      `Should no such process be yours, delete ${path}.`,
  );

const makeFolder = async (dataDir: string): Promise<void> => {
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    await access(dataDir, constants.W_OK);
  } catch (error) {
    throw new CannotStartError(
      `The data folder cannot be used (${error instanceof Error ? error.message : String(error)}): choose another one with --data-dir.`,
      { cause: error },
    );
  }
};

/**
 * Claims a data folder for this process; a claim whose process is gone is taken over. Throws `DataFolderInUseError`, and
 * `CannotStartError` for a folder that cannot be made or written.
 */
export const lockDataFolder = async (dataDir: string): Promise<DataLock> => {
  await makeFolder(dataDir);
  const path = join(dataDir, 'running.pid');
  const holder = await holderOf(path);
  if (holder !== null) throw inUse(dataDir, path, holder);
  await rm(path, { force: true });
  try {
    await writeFile(path, String(process.pid), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    const winner = await holderOf(path);
    throw winner === null ? error : inUse(dataDir, path, winner);
  }
  held.add(path);
  return {
    release: async () => {
      held.delete(path);
      await rm(path, { force: true });
    },
  };
};
