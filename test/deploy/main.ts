// `node test/deploy/main.ts <endpoint> <port of MQTT over TLS>`: puts the synthesized stacks onto an AWS emulator that
// listens on this machine, follows readings through them, and says what it found. `.ci/deploy-on-emulator` starts it.
import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { portalConfigSchema } from '@carbon-track/contract/portal-config.ts';
import { routes } from '@carbon-track/contract/routes.ts';
import { deployedApi } from './deployed-api.ts';
import { account, credentials, type Emulator, region } from './emulator.ts';
import { makeAccount, signInBySrp } from './first-account.ts';
import { forEmulator, withoutBootstrapRoles } from './for-emulator.ts';
import { askOtherNouns, factoryId, followReading } from './main-path.ts';
import { networkFile } from './network-file.ts';
import { followStrayRecord } from './stray-record.ts';

const endpoint = new URL(process.argv[2] ?? 'http://127.0.0.1:4566');
if (endpoint.hostname !== '127.0.0.1') throw new Error('Only an emulator on 127.0.0.1 is deployed to.');
const emulator: Emulator = { endpoint: endpoint.origin, mqttPort: Number(process.argv[3] ?? 8883) };

const root = fileURLToPath(new URL('../..', import.meta.url));
const env = {
  PATH: `${join(root, 'node_modules/.bin')}:${process.env.PATH}`,
  HOME: process.env.HOME ?? tmpdir(),
  AWS_ENDPOINT_URL: endpoint.origin,
  AWS_ENDPOINT_URL_S3: endpoint.origin,
  AWS_ACCESS_KEY_ID: credentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  AWS_REGION: region,
  AWS_EC2_METADATA_DISABLED: 'true',
};

const run = (command: string, ...args: string[]): void => {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: root, env, encoding: 'utf8' });
  if (status === 0) return;
  const said = [stdout, stderr].join('\n').split('\n').slice(-40).join('\n');
  throw new Error(`${command} ${args[0]} failed:\n${said}`);
};

const rewriteAssembly = async (assembly: string): Promise<void> => {
  for (const name of await readdir(assembly)) {
    const isTemplate = name.endsWith('.template.json');
    if (!isTemplate && name !== 'manifest.json' && !name.endsWith('.assets.json')) continue;
    const path = join(assembly, name);
    const json = JSON.parse(await readFile(path, 'utf8'));
    await writeFile(
      path,
      JSON.stringify(isTemplate ? forEmulator(json, factoryId) : withoutBootstrapRoles(json)),
    );
  }
};

const folder = await mkdtemp(join(tmpdir(), 'carbon-track-deploy-'));
try {
  const assembly = join(folder, 'assembly');
  const outputs = join(folder, 'outputs.json');
  run('cdk', 'synth', '--quiet', '--output', assembly);
  await rewriteAssembly(assembly);
  run('cdk', 'bootstrap', `aws://${account}/${region}`, '--app', assembly);
  run('cdk', 'deploy', '--all', '--app', assembly, '--require-approval', 'never', '--outputs-file', outputs);
  const { 'carbon-track-dev': told } = JSON.parse(await readFile(outputs, 'utf8'));
  console.log(`deployed; ${Object.keys(told).length} outputs`);

  const api = deployedApi(emulator, told.ApiDocsUrl);
  const expected = new Set(Object.values(routes).map(({ path }) => path)).size;
  const description = await api('GET', '/api/openapi.json');
  const described = Object.keys((description.body as { paths?: object }).paths ?? {}).length;
  if (described !== expected)
    throw new Error(`The API describes ${described} paths of ${expected} (answer ${description.status}).`);
  console.log(`the deployed API describes its ${described} paths`);

  const config = portalConfigSchema.parse(JSON.parse(told.PortalConfig));
  const file = join(folder, 'network.json');
  await writeFile(file, await networkFile(await makeAccount(emulator, config)));
  run('node', 'scripts/load-network.ts', '--ledger-table', told.LedgerTable, '--file', file);
  const token = await signInBySrp(emulator, config);
  console.log('the guide’s network is loaded, and ops signed in by SRP');
  const { status } = await api('GET', '/api/factories');
  if (status !== 401) throw new Error(`Without a token the API answered ${status}.`);

  const deployed = { emulator, api, token, stream: told.TelemetryStream };
  await followReading(deployed);
  await askOtherNouns(deployed);
  console.log('account, factory, devices, alerts and live leases answer as well');
  const device = await followStrayRecord(deployed);
  console.log(`a stray record of ${device} went from the stream to quarantine, and the API shows it`);
} finally {
  await rm(folder, { recursive: true, force: true });
}
