import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type ProvisionedDevice, provisionedDeviceSchema } from '@carbon-track/contract/device.ts';
import * as z from 'zod';
import { readJsonFile, writeJsonFile } from '../json-file.ts';

const answerName = 'answer.json';
const placeName = 'place.json';
const placeSchema = z.object({ priority: z.int() });

/** A device that was provisioned: its answer, and the folder with its flash and keys. */
export type KnownDevice = { readonly answer: ProvisionedDevice; readonly folder: string };

/** One that stands on a chimney of the system here. The rank is null where an older version did not write it down. */
export type PlacedDevice = KnownDevice & { readonly priority: number | null };

/** Devices kept in a folder, one folder each, by id. One that was never provisioned to the end is none. */
export const knownDevices = async (root: string): Promise<PlacedDevice[]> => {
  await mkdir(root, { recursive: true, mode: 0o700 });
  const names = (await readdir(root, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .toSorted();
  const found = await Promise.all(
    names.map(async (name) => {
      const folder = join(root, name);
      const answer = await readJsonFile(join(folder, answerName), provisionedDeviceSchema);
      if (answer === null) return [];
      const place = await readJsonFile(join(folder, placeName), placeSchema);
      return [{ answer, folder, priority: place?.priority ?? null }];
    }),
  );
  return found.flat();
};

/** Keeps the answer beside the device's flash: from here on it is a known device. */
export const keepAnswer = (folder: string, answer: ProvisionedDevice): Promise<void> =>
  writeJsonFile(join(folder, answerName), answer);

/** Keeps the rank a device was given, which its answer does not tell. */
export const keepRank = (folder: string, priority: number): Promise<void> =>
  writeJsonFile(join(folder, placeName), { priority });
