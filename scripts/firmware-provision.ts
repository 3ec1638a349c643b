import type { ProvisionedDevice, ProvisionRequest } from '@carbon-track/contract/device.ts';
import { provision } from './firmware-provision/api.ts';
import { talkTo } from './firmware-provision/board.ts';
import { CannotProvisionError } from './firmware-provision/cannot-provision.ts';
import { keptAnswer } from './firmware-provision/kept-answer.ts';
import { type ProvisionOptions, readOptions, usage } from './firmware-provision/options.ts';
import { stepsByHand } from './firmware-provision/print-steps.ts';
import { secret } from './firmware-provision/prompt.ts';
import { type ProvisionJob, provisionBoard } from './firmware-provision/provision-board.ts';
import { openSerialPort } from './firmware-provision/serial-port.ts';
import { signInAt } from './firmware-provision/sign-in.ts';

const requestOf = (options: ProvisionOptions): ProvisionJob['request'] => ({
  deviceId: options.device,
  factoryId: options.factory,
  chimneyId: options.chimney,
  kind: 'mcu',
  priority: options.priority ?? 0,
  ...(options['from-ms'] !== undefined && { fromMs: options['from-ms'] }),
});

const wifiOf = async ({ wifi }: ProvisionOptions): Promise<ProvisionJob['wifi']> =>
  wifi === undefined
    ? null
    : { name: wifi, password: await secret('CARBON_TRACK_WIFI_PASSWORD', `Password of ${wifi}: `) };

const main = async (): Promise<void> => {
  const options = readOptions(process.argv.slice(2));
  if (options === 'help') return console.log(usage);
  const request = requestOf(options);
  if (options['print-only']) return console.log(stepsByHand(options, request));
  const { port: path, user } = options;
  if (path === undefined || user === undefined)
    throw new CannotProvisionError(`--port and --user are needed.\n\n${usage}`);
  await using port = await openSerialPort(path);
  const kept = keptAnswer(options.device);
  const issue = async (complete: ProvisionRequest): Promise<ProvisionedDevice> => {
    const answer = await kept.read();
    if (answer !== null) return answer;
    const { apiBase, idToken } = await signInAt(options.api, user);
    return kept.keep(await provision(apiBase, idToken, complete));
  };
  const job = { request, wifi: await wifiOf(options), replace: options.replace };
  const status = await provisionBoard(talkTo(port), job, issue);
  await kept.forget();
  console.log(`The board is ${status.deviceId} and sends to ${status.host}:${status.port}.`);
  if (status.wifi === null) console.log('It knows no Wi-Fi network yet: run this again with --wifi NAME.');
};

try {
  await main();
} catch (error) {
  console.error(error instanceof CannotProvisionError ? error.message : error);
  process.exitCode = 1;
}
