import { S3Client } from '@aws-sdk/client-s3';
import { createDynamoAlerts } from '../adapters/dynamo-alerts.ts';
import { createDynamoClient } from '../adapters/dynamo-client.ts';
import { createDynamoRegistry } from '../adapters/dynamo-registry.ts';
import { readEnvironment } from '../adapters/environment/read-environment.ts';
import { createObjectQuarantine } from '../adapters/object-quarantine.ts';
import { createS3ObjectStore } from '../adapters/s3-object-store.ts';
import { envSchema } from './env.ts';
import { createHandler } from './handler.ts';

const env = readEnvironment('device-event', envSchema, process.env);
const client = createDynamoClient();

export const handler = createHandler({
  registry: createDynamoRegistry(client, env.LEDGER_TABLE),
  alerts: createDynamoAlerts(client, env.LEDGER_TABLE),
  quarantine: createObjectQuarantine(createS3ObjectStore(new S3Client({}), env.QUARANTINE_BUCKET)),
  now: Date.now,
  log: (line) => console.log(JSON.stringify(line)),
});
