// `node test/deploy/main.ts <endpoint>`: puts the synthesized stacks onto an AWS emulator that listens on this machine,
// asks the deployed API for its own description, and says what it found. `.ci/run` starts the emulator before.
import { spawnSync } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { routes } from '@carbon-track/contract/routes.ts';
import { type CloudFormationTemplate, forEmulator } from './for-emulator.ts';
import { followStrayRecord } from './stray-record.ts';

const endpoint = new URL(process.argv[2] ?? 'http://127.0.0.1:4566');
if (endpoint.hostname !== '127.0.0.1') throw new Error('Only an emulator on 127.0.0.1 is deployed to.');

const root = fileURLToPath(new URL('../..', import.meta.url));
const account = '000000000000';
const region = 'eu-west-1';
const env = {
  PATH: `${join(root, 'node_modules/.bin')}:${process.env.PATH}`,
  HOME: process.env.HOME ?? tmpdir(),
  AWS_ENDPOINT_URL: endpoint.origin,
  AWS_ENDPOINT_URL_S3: endpoint.origin,
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_REGION: region,
  AWS_EC2_METADATA_DISABLED: 'true',
};

const cdk = (...args: string[]): void => {
  const { status, stdout, stderr } = spawnSync('cdk', args, { cwd: root, env, encoding: 'utf8' });
  if (status === 0) return;
  throw new Error(`cdk ${args[0]} failed:\n${[stdout, stderr].join('\n').split('\n').slice(-40).join('\n')}`);
};

const rewriteTemplates = async (assembly: string): Promise<void> => {
  for (const name of await readdir(assembly)) {
    if (!name.endsWith('.template.json')) continue;
    const path = join(assembly, name);
    const template: CloudFormationTemplate = JSON.parse(await readFile(path, 'utf8'));
    await writeFile(path, JSON.stringify(forEmulator(template)));
  }
};

/** Asks the deployed docs Lambda through the deployed gateway, which the emulator serves below its own endpoint. */
const describedPaths = async (apiDocsUrl: string): Promise<number> => {
  const { hostname, pathname } = new URL(apiDocsUrl);
  const [api] = hostname.split('.');
  const [, stage] = pathname.split('/');
  const answer = await fetch(new URL(`/restapis/${api}/${stage}/_user_request_/api/openapi.json`, endpoint));
  if (!answer.ok) throw new Error(`The deployed API answered ${answer.status}: ${await answer.text()}`);
  const { paths } = (await answer.json()) as { paths: object };
  return Object.keys(paths).length;
};

const folder = await mkdtemp(join(tmpdir(), 'carbon-track-deploy-'));
try {
  const assembly = join(folder, 'assembly');
  const outputs = join(folder, 'outputs.json');
  cdk('synth', '--quiet', '--output', join(folder, 'synthesized'));
  await cp(join(folder, 'synthesized'), assembly, { recursive: true });
  await rewriteTemplates(assembly);
  cdk('bootstrap', `aws://${account}/${region}`, '--app', assembly);
  cdk('deploy', '--all', '--app', assembly, '--require-approval', 'never', '--outputs-file', outputs);
  const { 'carbon-track-dev': told } = JSON.parse(await readFile(outputs, 'utf8'));
  console.log(`deployed; ${Object.keys(told).length} outputs`);
  const expected = new Set(Object.values(routes).map(({ path }) => path)).size;
  const described = await describedPaths(told.ApiDocsUrl);
  if (described !== expected) throw new Error(`The API describes ${described} paths of ${expected}.`);
  console.log(`the deployed API describes its ${described} paths`);
  const bucket = `ct-dev-quarantine-${account}-${region}`;
  const place = { endpoint: endpoint.origin, region };
  const key = await followStrayRecord(place, { stream: told.TelemetryStream, bucket });
  console.log(`a stray record went from the stream to ${key}`);
} finally {
  await rm(folder, { recursive: true, force: true });
}
