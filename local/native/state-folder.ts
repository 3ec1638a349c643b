import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type ProvisionedDevice, provisionedDeviceSchema } from '@carbon-track/contract/device.ts';
import { readJsonFile, writeJsonFile } from '../json-file.ts';

const answerName = 'answer.json';

/** A device that was provisioned: its answer, and the folder with its flash and keys. */
export type KnownDevice = { readonly answer: ProvisionedDevice; readonly folder: string };

/** Devices kept in a folder, one folder each, by id. One that was never provisioned to the end is none. */
export const knownDevices = async (root: string): Promise<KnownDevice[]> => {
  await mkdir(root, { recursive: true, mode: 0o700 });
  const names = (await readdir(root, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .toSorted();
  const found = await Promise.all(
    names.map(async (name) => {
      const folder = join(root, name);
      const answer = await readJsonFile(join(folder, answerName), provisionedDeviceSchema);
      return answer === null ? [] : [{ answer, folder }];
    }),
  );
  return found.flat();
};

/** Keeps the answer beside the device's flash: from here on it is a known device. */
export const keepAnswer = (folder: string, answer: ProvisionedDevice): Promise<void> =>
  writeJsonFile(join(folder, answerName), answer);
