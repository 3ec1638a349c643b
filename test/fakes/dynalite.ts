import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import dynalite from 'dynalite';
import { createTables } from '../../local/store/create-tables.ts';

export type TestTables = {
  readonly client: DynamoDBClient;
  readonly telemetryTable: string;
  readonly ledgerTable: string;
  stop(): Promise<void>;
};

const names = { telemetry: 'telemetry', ledger: 'ledger' };

/** Both tables on a real dynalite in memory, on a free loopback port. */
export const startTables = async (): Promise<TestTables> => {
  const server: Server = dynalite({ createTableMs: 0 });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const client = new DynamoDBClient({
    endpoint: `http://127.0.0.1:${port}`,
    region: 'local',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  await createTables(client, names);
  return {
    client,
    telemetryTable: names.telemetry,
    ledgerTable: names.ledger,
    stop: async () => {
      client.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
