import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { loadNetwork, NetworkFileError } from './load-network/load.ts';
import { networkFileSchema } from './load-network/network-file.ts';

const usage = `Puts factories, devices, memberships and made tea into the Ledger of a deployed stage. Running it twice is harmless.

  npm run load-network -- --stage dev --file network.json [--dry-run]
  npm run load-network -- --ledger-table <LedgerTable> --file network.json [--dry-run]

The stage's table is looked up in cdk.out/outputs.json, which npm run deploy wrote; credentials and region are those of
your AWS profile. docs/deploy.md shows a file.`;

const outputsPath = 'cdk.out/outputs.json';
const outputsSchema = z.record(z.string(), z.looseObject({ LedgerTable: z.string().optional() }));

/** The Ledger of a stage, by what the deployment wrote down. */
const ledgerOf = async (stage: string): Promise<string> => {
  const text = await readFile(outputsPath, 'utf8').catch(() => '{}');
  const table = outputsSchema.parse(JSON.parse(text))[`carbon-track-${stage}`]?.LedgerTable;
  if (table !== undefined) return table;
  throw new NetworkFileError([
    `${outputsPath} names no Ledger of the stage ${stage}: deploy it from here, or give --ledger-table.`,
  ]);
};

const jsonIn = async (path: string): Promise<unknown> => {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    throw new NetworkFileError([`${path} cannot be read as JSON: ${String(error)}`]);
  }
};

const readNetwork = async (path: string) => {
  const parsed = networkFileSchema.safeParse(await jsonIn(path));
  if (parsed.success) return parsed.data;
  throw new NetworkFileError(parsed.error.issues.map((one) => `${one.path.join('.')}: ${one.message}`));
};

const main = async (): Promise<number> => {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    options: {
      stage: text,
      file: text,
      'ledger-table': text,
      'dry-run': { type: 'boolean', default: false },
    },
  });
  const { stage, file, 'ledger-table': given, 'dry-run': dryRun } = values;
  if (file === undefined || (stage === undefined && given === undefined)) {
    console.error(usage);
    return 2;
  }
  const network = await readNetwork(file);
  const table = given ?? (await ledgerOf(stage ?? ''));
  const done = await loadNetwork(new DynamoDBClient({}), table, network, { nowMs: Date.now(), dryRun });
  for (const what of done.differing)
    console.error(`${what} is stored with other content and was left as it is.`);
  console.log(
    `${done.written} items ${dryRun ? 'would be' : 'were'} written to ${table}, ${done.kept} were there.`,
  );
  return 0;
};

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof NetworkFileError ? error.message : error);
  process.exitCode = 1;
}
