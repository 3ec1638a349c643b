import { cachedRegistry } from '../adapters/cached.ts';
import { createDynamoClient } from '../adapters/dynamo-client.ts';
import { createDynamoLeases } from '../adapters/dynamo-leases.ts';
import { createDynamoRegistry } from '../adapters/dynamo-registry.ts';
import { readEnvironment } from '../adapters/environment/read-environment.ts';
import { awsDoorPorts } from '../middleware/aws-door-ports.ts';
import { envSchema } from './env.ts';
import { createHandler } from './handler.ts';

const env = readEnvironment('live', envSchema, process.env);
const client = createDynamoClient();

export const handler = createHandler({
  ...awsDoorPorts(client, env),
  leases: createDynamoLeases(client, env.LEDGER_TABLE),
  registry: cachedRegistry(createDynamoRegistry(client, env.LEDGER_TABLE), 60_000, Date.now),
});
