import { readFile, rm } from 'node:fs/promises';
import { type ProvisionedDevice, provisionedDeviceSchema } from '@carbon-track/contract/device.ts';
import { isMissing } from '../../local/is-missing.ts';
import { writeJsonFile } from '../../local/json-file.ts';
import { CannotProvisionError } from './cannot-provision.ts';

const readAnswer = async (path: string): Promise<ProvisionedDevice | null> => {
  try {
    return provisionedDeviceSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    if (isMissing(error)) return null;
    throw new CannotProvisionError(
      `${path} holds no answer of the cloud. Remove it and use a new device id.`,
    );
  }
};

/**
 * The cloud answers once for a device id. Its answer is kept until the board has it, so that a cable pulled in between
 * costs no id; it holds no secret, because the key never leaves the board.
 */
export const keptAnswer = (deviceId: string) => {
  const path = `${deviceId}.answer.json`;
  return {
    path,
    read: () => readAnswer(path),
    keep: async (answer: ProvisionedDevice): Promise<ProvisionedDevice> => {
      await writeJsonFile(path, answer);
      return answer;
    },
    forget: () => rm(path, { force: true }),
  };
};
