import { createDynamoClient } from '../adapters/dynamo-client.ts';
import { createDynamoDayStore } from '../adapters/dynamo-day-store.ts';
import { createDynamoDirtyHours } from '../adapters/dynamo-dirty-hours.ts';
import { createDynamoMinuteStore } from '../adapters/dynamo-minute-store.ts';
import { createDynamoProduction } from '../adapters/dynamo-production.ts';
import { createDynamoRegistry } from '../adapters/dynamo-registry.ts';
import { createDynamoWatermarks } from '../adapters/dynamo-watermarks.ts';
import { readEnvironment } from '../adapters/environment/read-environment.ts';
import { envSchema } from './env.ts';
import { createHandler } from './handler.ts';

const env = readEnvironment('reconcile', envSchema, process.env);
const client = createDynamoClient();

export const handler = createHandler({
  registry: createDynamoRegistry(client, env.LEDGER_TABLE),
  minutes: createDynamoMinuteStore(client, env.TELEMETRY_TABLE),
  days: createDynamoDayStore(client, env.TELEMETRY_TABLE),
  dirtyHours: createDynamoDirtyHours(client, env.TELEMETRY_TABLE),
  production: createDynamoProduction(client, env.LEDGER_TABLE),
  watermarks: createDynamoWatermarks(client, env.TELEMETRY_TABLE),
  now: Date.now,
  log: (line) => console.log(JSON.stringify(line)),
});
