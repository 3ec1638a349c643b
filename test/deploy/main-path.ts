import { setTimeout as pause } from 'node:timers/promises';
import { latestEmissionsSchema } from '@carbon-track/contract/emissions.ts';
import { overviewSchema } from '@carbon-track/contract/overview.ts';
import type { MqttClient } from 'mqtt';
import { addDays, minuteMs, nairobiDate, nairobiDayStartMs } from '../../lambdas/domain/nairobi.ts';
import type { DeployedApi } from './deployed-api.ts';
import { burning, connect, provision } from './device.ts';
import type { Emulator } from './emulator.ts';
import { eventually } from './eventually.ts';
import { carryRecord } from './rule-bridge.ts';

export type Deployed = {
  readonly emulator: Emulator;
  readonly api: DeployedApi;
  /** ID token of an ops account. */
  readonly token: string;
  readonly stream: string;
};

const deviceId = 'ct-kapkoros-1a';
/** The one of the guide's network file. */
export const factoryId = 'kapkoros';

const get = async ({ api, token }: Deployed, path: string): Promise<unknown> => {
  const { status, body } = await api('GET', path, token);
  if (status !== 200) throw new Error(`GET ${path} answered ${status}: ${JSON.stringify(body)}`);
  return body;
};

/** A broker that refuses a message closes the connection, and the publish is then never answered. */
const published = (client: MqttClient, topic: string, takenAtMs: number): Promise<boolean> =>
  new Promise((resolve) => {
    client.once('close', () => resolve(false));
    client.publish(topic, burning(takenAtMs), { qos: 1 }, (error) => resolve(!error));
  });

const refusal = async (what: string, attempt: Promise<unknown>): Promise<void> => {
  const outcome = await attempt.then(() => 'was let in', String);
  // A broker that says nothing at all has not refused.
  if (/was let in|timeout/i.test(outcome)) throw new Error(`${what}: ${outcome}.`);
};

const latest = async (deployed: Deployed) =>
  latestEmissionsSchema.parse(await get(deployed, `/api/emissions/latest?factoryId=${factoryId}`));

/** The rate of the newest stored reading once it is the one taken at `takenAtMs`. */
const storedRate = async (deployed: Deployed, takenAtMs: number): Promise<number | null> => {
  const { chimneys } = await latest(deployed);
  const snapshot = chimneys[0]?.snapshot;
  return snapshot?.takenAtMs === takenAtMs ? snapshot.rateKgPerS : null;
};

/** Seconds of today that roll-up has covered, once there are any. */
const foldedSeconds = async (deployed: Deployed): Promise<number | null> => {
  const { chimneys } = await latest(deployed);
  return chimneys[0]?.today.coveredS || null;
};

/** The factory's line in the network status that watch writes, once it knows the reading. */
const watchedState = async (deployed: Deployed, takenAtMs: number): Promise<string | null> => {
  const { factories } = overviewSchema.parse(await get(deployed, '/api/factories/overview'));
  const line = factories.find((factory) => factory.factoryId === factoryId);
  return line?.lastReadingAtMs === takenAtMs ? line.operatingState : null;
};

/** Asks Lambdas that the reading does not pass, so that each has worked under its own role. */
export const askOtherNouns = async (deployed: Deployed): Promise<void> => {
  const paths = [
    '/api/me',
    `/api/factories/${factoryId}`,
    `/api/mcu-devices?factoryId=${factoryId}`,
    '/api/alerts',
  ];
  for (const path of paths) await get(deployed, path);
  const { api, token } = deployed;
  const lease = await api('POST', '/api/live/lease', token, { factoryId, tabId: 'rehearsal1' });
  if (lease.status !== 200 && lease.status !== 201) throw new Error(`A lease answered ${lease.status}.`);
};

/**
 * One reading the whole way through what was deployed, with rights and policies in force: provisioned by the API,
 * published over mutual TLS, through rule, stream, store, roll-up and watch, back out of the API; then revoked.
 */
export const followReading = async (deployed: Deployed): Promise<void> => {
  const { emulator, api, token, stream } = deployed;
  const device = await provision(api, token, deviceId);
  console.log(`the deployed API provisioned ${deviceId}`);
  await refusal('a foreign client id', connect(emulator, device, 'ct-kapkoros-2a'));

  // What is taken just before midnight would be asked for as a reading of today when it is one of yesterday.
  const leftOfDayMs = nairobiDayStartMs(addDays(nairobiDate(Date.now()), 1)) - Date.now();
  if (leftOfDayMs < 5 * minuteMs) await pause(leftOfDayMs + 1_000);
  const takenAtMs = Date.now();
  const client = await connect(emulator, device);
  if (!(await published(client, device.telemetryTopic, takenAtMs)))
    throw new Error(`${device.telemetryTopic} was refused.`);
  const record = await eventually('the record of the rule', () => carryRecord(emulator, stream));
  if (record.deviceId !== deviceId || record.factoryId !== factoryId || record.clientId !== deviceId)
    throw new Error(`The telemetry rule made ${JSON.stringify(record)}.`);
  const foreign = device.telemetryTopic.replace(deviceId, 'ct-kapkoros-2a');
  if (await published(client, foreign, takenAtMs)) throw new Error(`${foreign} was let in.`);
  await client.endAsync(true);
  console.log('the device policy let in its own client id and topic, and no other');

  const rate = await eventually('the stored reading', () => storedRate(deployed, takenAtMs));
  console.log(`published over mutual TLS, stored, and shown by the API: ${rate.toFixed(4)} kg/s`);
  const state = await eventually('the network status', () => watchedState(deployed, takenAtMs));
  console.log(`watch ran by its schedule and says that the factory is ${state}`);
  const seconds = await eventually('the day', () => foldedSeconds(deployed));
  console.log(`rollup ran by its schedule and covered ${seconds} s of today`);

  const { status } = await api('POST', `/api/mcu-devices/${deviceId}/revocation`, token);
  if (status !== 200) throw new Error(`Revoking answered ${status}.`);
  await refusal('a revoked certificate', connect(emulator, device));
  console.log('a revoked certificate is refused');
};
