import { setTimeout as sleep } from 'node:timers/promises';
import {
  CreateTableCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  ResourceInUseException,
} from '@aws-sdk/client-dynamodb';
import { tableDefinitions } from '../../lambdas/adapters/table-keys.ts';

export type TableNames = { readonly [Name in keyof typeof tableDefinitions]: string };

const askAgainMs = 5;

const createTable = async (client: DynamoDBClient, name: keyof TableNames, as: string): Promise<void> => {
  const { partitionKey, sortKey } = tableDefinitions[name];
  const command = new CreateTableCommand({
    TableName: as,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [
      { AttributeName: partitionKey, AttributeType: 'S' },
      { AttributeName: sortKey, AttributeType: 'S' },
    ],
    KeySchema: [
      { AttributeName: partitionKey, KeyType: 'HASH' },
      { AttributeName: sortKey, KeyType: 'RANGE' },
    ],
  });
  try {
    await client.send(command);
  } catch (error) {
    if (!(error instanceof ResourceInUseException)) throw error;
  }
};

/** A table that was just made refuses reads and writes until it is active. */
const untilActive = async (client: DynamoDBClient, tableName: string): Promise<void> => {
  for (;;) {
    const { Table } = await client.send(new DescribeTableCommand({ TableName: tableName }));
    if (Table?.TableStatus === 'ACTIVE') return;
    await sleep(askAgainMs);
  }
};

/** Makes both tables from their one definition where they are missing, and waits until they can be used. */
export const createTables = async (client: DynamoDBClient, names: TableNames): Promise<void> => {
  await createTable(client, 'telemetry', names.telemetry);
  await createTable(client, 'ledger', names.ledger);
  await Promise.all(Object.values(names).map((name) => untilActive(client, name)));
};
