import { createDynamoClient } from '../adapters/dynamo-client.ts';
import { createDynamoDayStore } from '../adapters/dynamo-day-store.ts';
import { createDynamoDirtyHours } from '../adapters/dynamo-dirty-hours.ts';
import { createDynamoNetworkStatus } from '../adapters/dynamo-network-status.ts';
import { createDynamoRegistry } from '../adapters/dynamo-registry.ts';
import { readEnvironment } from '../adapters/environment/read-environment.ts';
import { awsDoorPorts } from '../middleware/aws-door-ports.ts';
import { envSchema } from './env.ts';
import { createHandler } from './handler.ts';

const env = readEnvironment('factories', envSchema, process.env);
const client = createDynamoClient();

export const handler = createHandler({
  ...awsDoorPorts(client, env),
  registry: createDynamoRegistry(client, env.LEDGER_TABLE),
  days: createDynamoDayStore(client, env.TELEMETRY_TABLE),
  networkStatus: createDynamoNetworkStatus(client, env.TELEMETRY_TABLE),
  dirtyHours: createDynamoDirtyHours(client, env.TELEMETRY_TABLE),
});
