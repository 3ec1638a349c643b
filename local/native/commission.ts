import type { ProvisionedDevice } from '@carbon-track/contract/device.ts';
import {
  parseSetupReply,
  setupRequestSchema,
  setupStatusSchema,
} from '@carbon-track/contract/setup-console.ts';
import type { NativeProcess } from './native-process.ts';

/** Types a line and answers the reply's JSON. Throws with the board's own words when it refuses. */
const typed = async (process: NativeProcess, index: number, line: string): Promise<unknown> => {
  const reply = parseSetupReply(await process.type(index, line));
  if (reply.kind === 'ok') return reply.value;
  throw new Error(
    `Device ${index} ${reply.kind === 'refused' ? `refused: ${reply.reason}` : 'spoke unclearly'}`,
  );
};

/** A certificate request of the key that the board makes and keeps. */
export const requestOf = async (
  process: NativeProcess,
  index: number,
  deviceId: string,
): Promise<{ readonly csrPem: string }> =>
  setupRequestSchema.parse(await typed(process, index, `csr ${deviceId}`));

/** Whether the board has this identity and dials this endpoint. Its settings are the shadow's business from then on. */
export const isCommissioned = async (
  process: NativeProcess,
  index: number,
  { clientId, endpoint }: ProvisionedDevice,
): Promise<boolean> => {
  const { deviceId, host, port } = setupStatusSchema.parse(await typed(process, index, 'status'));
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
