// `npm run reset`: deletes the data folder, so that the next start begins anew.
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { CannotStartError } from './cannot-start.ts';
import { OptionError, readOptions } from './options.ts';
import { lockDataFolder } from './system/data-lock.ts';

/** Only a folder that Carbon Track made is deleted: a mistyped --data-dir must not cost anybody his files. */
const isOurs = (dataDir: string): boolean =>
  ['tables', 'pki', 'stream'].some((name) => existsSync(join(dataDir, name)));

const reset = async (dataDir: string): Promise<string> => {
  if (!existsSync(dataDir)) return `There is nothing to reset: ${dataDir} does not exist.`;
  if (!isOurs(dataDir)) return `${dataDir} holds nothing of Carbon Track, so nothing was deleted.`;
  await lockDataFolder(dataDir);
  await rm(dataDir, { recursive: true, force: true });
  return `Deleted ${dataDir}. \`npm start\` begins anew, with new demo passwords.`;
};

try {
  const options = readOptions(process.argv.slice(2), process.env);
  if (options === 'help') console.log('npm run reset -- [--data-dir PATH]');
  else console.log(await reset(resolve(options.dataDir)));
} catch (error) {
  console.error(error instanceof CannotStartError || error instanceof OptionError ? error.message : error);
  process.exitCode = 1;
}
