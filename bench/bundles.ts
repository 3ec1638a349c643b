import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleLambda, projectRoot } from '../lib/bundle/bundle-lambda.ts';

export type BundleRow = {
  readonly lambda: string;
  readonly minifiedKb: number;
  /** Quickest start of Node with the import of the bundle, over the quickest start of Node with an empty file. */
  readonly initRatio: number;
};

/** Stands in for every variable of every Lambda. Nothing is called while a bundle is loaded. */
const environment = {
  AWS_REGION: 'eu-west-1',
  AWS_ACCESS_KEY_ID: 'bench',
  AWS_SECRET_ACCESS_KEY: 'bench',
  TELEMETRY_TABLE: 'telemetry',
  LEDGER_TABLE: 'ledger',
  QUARANTINE_BUCKET: 'quarantine',
  TELEMETRY_ARCHIVE: 's3',
  ARCHIVE_BUCKET: 'archive',
  PORTAL_ORIGIN: 'https://portal.example',
  STAGE: 'bench',
  DEVICE_POLICY_NAME: 'device',
  IOT_DATA_ENDPOINT: 'bench.iot.example',
  IOT_ARN_PREFIX: 'arn:aws:iot:eu-west-1:123456789012',
  USER_POOL_ID: 'eu-west-1_AbCdEfGhI',
  USER_POOL_CLIENT_ID: 'client',
};

/** Names of all Lambdas: the folders that AWS starts. */
export const lambdaNames = async (): Promise<string[]> => {
  const root = join(projectRoot, 'lambdas');
  const folders = (await readdir(root, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  const starts = await Promise.all(
    folders.map(({ name }) =>
      stat(join(root, name, 'main.ts')).then(
        () => [name],
        () => [],
      ),
    ),
  );
  return starts.flat().toSorted();
};

const startMs = (file: string): number => {
  const startedMs = performance.now();
  const { status, stderr } = spawnSync(process.execPath, [file], { env: environment, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${file} does not start: ${stderr}`);
  return performance.now() - startedMs;
};

/** Starts of the bundle and of an empty file take turns, and the quickest of each is what the work itself takes. */
const initRatio = (bundle: string, empty: string, rounds: number): number => {
  const pairs = Array.from({ length: rounds }, () => [startMs(empty), startMs(bundle)] as const);
  return Math.min(...pairs.map(([, own]) => own)) / Math.min(...pairs.map(([base]) => base));
};

/** Bundles every Lambda as CDK does, weighs it (1 kB = 1000 B) and times how it starts. */
export const benchBundles = async (rounds = 7): Promise<BundleRow[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'carbon-track-bundles-'));
  try {
    const empty = join(folder, 'empty.mjs');
    await writeFile(empty, '');
    const rows: BundleRow[] = [];
    for (const lambda of await lambdaNames()) {
      const bundle = join(folder, lambda, 'index.mjs');
      await bundleLambda(lambda, join(folder, lambda));
      const { size } = await stat(bundle);
      rows.push({ lambda, minifiedKb: size / 1000, initRatio: initRatio(bundle, empty, rounds) });
    }
    return rows;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

if (import.meta.main) console.table(await benchBundles());
