import type { ProvisionedDevice } from '@carbon-track/contract/device.ts';
import * as z from 'zod';
import type { NativeProcess } from './native-process.ts';

const requestSchema = z.object({ csrPem: z.string() });
const statusSchema = z.object({
  deviceId: z.string().nullable(),
  host: z.string().nullable(),
  port: z.int().nullable(),
});

/** Types a line and answers the reply's JSON. Throws with the board's own words when it refuses. */
const typed = async (process: NativeProcess, index: number, line: string): Promise<unknown> => {
  const reply = await process.type(index, line);
  if (reply.startsWith('ok ')) return JSON.parse(reply.slice('ok '.length));
  throw new Error(`Device ${index} ${reply}`);
};

/** A certificate request of the key that the board makes and keeps. */
export const requestOf = async (
  process: NativeProcess,
  index: number,
  deviceId: string,
): Promise<{ readonly csrPem: string }> =>
  requestSchema.parse(await typed(process, index, `csr ${deviceId}`));

/** Whether the board has this identity and dials this endpoint. Its settings are the shadow's business from then on. */
export const isCommissioned = async (
  process: NativeProcess,
  index: number,
  { clientId, endpoint }: ProvisionedDevice,
): Promise<boolean> => {
  const { deviceId, host, port } = statusSchema.parse(await typed(process, index, 'status'));
  return deviceId === clientId && `${host}:${port}` === endpoint;
};

/** Gives a board its identity and first settings, as an installer does over the cable, and restarts it. */
export const commission = async (
  process: NativeProcess,
  index: number,
  answer: ProvisionedDevice,
): Promise<void> => {
  // A private key, where the cloud made one, is none of the console's business.
  await typed(process, index, `answer ${JSON.stringify({ ...answer, privateKeyPem: null })}`);
  await typed(process, index, 'restart');
};
