import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { provisionedDeviceSchema } from '@carbon-track/contract/device.ts';
import { CannotStartError } from '../cannot-start.ts';
import { isMissing } from '../is-missing.ts';
import { readJsonFile } from '../json-file.ts';
import { writeAtomic } from '../write-atomic.ts';
import type { KnownDevice } from './state-folder.ts';

const keyOf = async (folder: string, name: string, inAnswer: string | null): Promise<string> => {
  if (inAnswer !== null) return inAnswer;
  const path = join(folder, `${name}.key.pem`);
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (!isMissing(error)) throw error;
    throw new CannotStartError(`${name}.json carries no key and there is no ${path}: put its key there.`);
  }
};

const device = async (folder: string, name: string): Promise<KnownDevice> => {
  const answer = await readJsonFile(join(folder, `${name}.json`), provisionedDeviceSchema);
  if (answer === null) throw new CannotStartError(`${name}.json has gone while it was read: start again.`);
  const home = join(folder, name);
  await writeAtomic(join(home, 'key.pem'), await keyOf(folder, name, answer.privateKeyPem));
  return { answer, folder: home };
};

/**
 * Devices provisioned elsewhere: `{id}.json` is the answer, `{id}.key.pem` the key unless the answer carries it, and
 * `{id}/` the flash they get here. Throws `CannotStartError` where something is missing.
 */
export const provisionedDevices = async (folder: string): Promise<KnownDevice[]> => {
  const names = await readdir(folder).catch((cause: unknown) => {
    throw new CannotStartError(`${folder} cannot be read: give the folder with the provisioning answers.`, {
      cause,
    });
  });
  const answers = names.filter((name) => name.endsWith('.json')).toSorted();
  if (answers.length === 0) throw new CannotStartError(`${folder} holds no provisioning answer ({id}.json).`);
  return Promise.all(answers.map((name) => device(folder, name.slice(0, -'.json'.length))));
};
