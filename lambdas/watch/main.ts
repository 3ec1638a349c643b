import { createDynamoAlerts } from '../adapters/dynamo-alerts.ts';
import { createDynamoClient } from '../adapters/dynamo-client.ts';
import { createDynamoDayStore } from '../adapters/dynamo-day-store.ts';
import { createDynamoMinuteStore } from '../adapters/dynamo-minute-store.ts';
import { createDynamoNetworkStatus } from '../adapters/dynamo-network-status.ts';
import { createDynamoRegistry } from '../adapters/dynamo-registry.ts';
import { readEnvironment } from '../adapters/environment/read-environment.ts';
import { envSchema } from './env.ts';
import { createHandler } from './handler.ts';

const env = readEnvironment('watch', envSchema, process.env);
const client = createDynamoClient();

export const handler = createHandler({
  registry: createDynamoRegistry(client, env.LEDGER_TABLE),
  minutes: createDynamoMinuteStore(client, env.TELEMETRY_TABLE),
  days: createDynamoDayStore(client, env.TELEMETRY_TABLE),
  alerts: createDynamoAlerts(client, env.LEDGER_TABLE),
  networkStatus: createDynamoNetworkStatus(client, env.TELEMETRY_TABLE),
  now: Date.now,
  log: (line) => console.log(JSON.stringify(line)),
});
