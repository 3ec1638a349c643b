import { createDynamoAlerts } from '../adapters/dynamo-alerts.ts';
import { createDynamoClient } from '../adapters/dynamo-client.ts';
import { readEnvironment } from '../adapters/environment/read-environment.ts';
import { awsDoorPorts } from '../middleware/aws-door-ports.ts';
import { envSchema } from './env.ts';
import { createHandler } from './handler.ts';

const env = readEnvironment('alerts', envSchema, process.env);
const client = createDynamoClient();

export const handler = createHandler({
  ...awsDoorPorts(client, env),
  alerts: createDynamoAlerts(client, env.LEDGER_TABLE),
});
