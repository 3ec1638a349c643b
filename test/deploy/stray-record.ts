import { page } from '@carbon-track/contract/page.ts';
import { quarantineEntrySchema } from '@carbon-track/contract/quarantine.ts';
import { eventually } from './eventually.ts';
import type { Deployed } from './main-path.ts';
import { putOnStream } from './rule-bridge.ts';

const deviceId = 'ct-nowhere-1a';
const listSchema = page(quarantineEntrySchema);

/**
 * Puts a record that fits no schema on the deployed stream and waits until the deployed API lists it as set aside by the
 * deployed convert-store. Answers the device it names; throws when none comes.
 */
export const followStrayRecord = async ({ emulator, api, token, stream }: Deployed): Promise<string> => {
  await putOnStream(emulator, stream, {
    payload: Buffer.from('{"v":1}').toString('base64'),
    factoryId: 'nowhere',
    deviceId,
    clientId: deviceId,
    receivedAtMs: Date.now(),
  });
  return eventually('the quarantined record', async () => {
    const { status, body } = await api('GET', '/api/quarantine', token);
    if (status !== 200) throw new Error(`GET /api/quarantine answered ${status}: ${JSON.stringify(body)}`);
    const found = listSchema.parse(body).items.find((entry) => entry.deviceId === deviceId);
    return found?.deviceId ?? null;
  });
};
