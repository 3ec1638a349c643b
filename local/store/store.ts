import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { tableDefinitions } from '../../lambdas/adapters/table-keys.ts';
import { CannotStartError } from '../cannot-start.ts';
import { localRegion } from '../stream/kinesis-event.ts';
import { createTables } from './create-tables.ts';
import { type ExpirySweep, startExpirySweep } from './expiry-sweep.ts';

export type LocalStore = {
  readonly client: DynamoDBClient;
  readonly endpoint: string;
  readonly telemetryTable: string;
  readonly ledgerTable: string;
  /** The process the tables live in. */
  readonly pid: number;
  /** Gives what `work` gives, unless the store's process ends first: then it throws what a person should do. */
  whileItRuns<Value>(work: Promise<Value>): Promise<Value>;
  stop(): Promise<void>;
};

const tables = { telemetry: 'Telemetry', ledger: 'Ledger' } as const;

const startProcess = async (folder: string) => {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const child = fork(join(import.meta.dirname, 'dynalite-process.ts'), [folder], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    execArgv: [],
  });
  const ready = once(child, 'message').then(([message]) => z.object({ port: z.int() }).parse(message).port);
  const ended = once(child, 'exit');
  const port = await Promise.race([ready, ended.then(() => null)]);
  if (port === null)
    throw new CannotStartError(
      `The table store could not open ${folder}: stop any other system that uses it, look for free disk space, then start again.`,
    );
  return { child, ended, port };
};

const endedEarly = (folder: string): CannotStartError =>
  new CannotStartError(
    `The table store ended while the system was starting: look for free memory and disk space for ${folder}, then start again.`,
  );

/** Both tables on dynalite in a child process, kept in `folder`; items past their `ttl` are swept away slowly. */
export const startStore = async (folder: string, log: (message: string) => void): Promise<LocalStore> => {
  const { child, ended, port } = await startProcess(folder);
  const endpoint = `http://127.0.0.1:${port}`;
  const client = new DynamoDBClient({
    endpoint,
    region: localRegion,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 4,
  });
  const whileItRuns = async <Value>(work: Promise<Value>): Promise<Value> => {
    const lost = ended.then(() => Promise.reject(endedEarly(folder)));
    return Promise.race([work, lost]).catch((error: unknown) => {
      // Requests fail a moment before the process is reported gone; its end is the better reason.
      throw child.exitCode === null && child.signalCode === null ? error : endedEarly(folder);
    });
  };
  try {
    await whileItRuns(createTables(client, tables));
  } catch (error) {
    // A child that is left alone keeps this process from ending.
    child.kill('SIGKILL');
    throw error;
  }
  let stopping = false;
  child.on('exit', (code) => {
    if (!stopping)
      log(`the table store ended (${code}); nothing can be stored. Stop and start the system again.`);
  });
  const sweeps: ExpirySweep[] = Object.values(tables).map((table) =>
    startExpirySweep({ client, table, timeToLive: tableDefinitions.telemetry.timeToLive, log }),
  );
  return {
    client,
    endpoint,
    telemetryTable: tables.telemetry,
    ledgerTable: tables.ledger,
    pid: child.pid ?? 0,
    whileItRuns,
    stop: async () => {
      stopping = true;
      await Promise.all(sweeps.map((sweep) => sweep.stop()));
      client.destroy();
      if (child.connected) child.disconnect();
      await ended;
    },
  };
};
