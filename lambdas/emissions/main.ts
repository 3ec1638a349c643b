import { S3Client } from '@aws-sdk/client-s3';
import { createDynamoClient } from '../adapters/dynamo-client.ts';
import { createDynamoDayStore } from '../adapters/dynamo-day-store.ts';
import { createDynamoDirtyHours } from '../adapters/dynamo-dirty-hours.ts';
import { createDynamoMinuteStore } from '../adapters/dynamo-minute-store.ts';
import { createDynamoRegistry } from '../adapters/dynamo-registry.ts';
import { createDynamoUploadReceipts } from '../adapters/dynamo-upload-receipts.ts';
import { readEnvironment } from '../adapters/environment/read-environment.ts';
import { createObjectQuarantine } from '../adapters/object-quarantine.ts';
import { openArchive } from '../adapters/open-archive.ts';
import { createS3ObjectStore } from '../adapters/s3-object-store.ts';
import { awsDoorPorts } from '../middleware/aws-door-ports.ts';
import { envSchema } from './env.ts';
import { createHandler } from './handler.ts';

const env = readEnvironment('emissions', envSchema, process.env);
const client = createDynamoClient();

export const handler = createHandler({
  ...awsDoorPorts(client, env),
  registry: createDynamoRegistry(client, env.LEDGER_TABLE),
  minutes: createDynamoMinuteStore(client, env.TELEMETRY_TABLE),
  days: createDynamoDayStore(client, env.TELEMETRY_TABLE),
  dirtyHours: createDynamoDirtyHours(client, env.TELEMETRY_TABLE),
  archive: openArchive(env, Date.now),
  quarantine: createObjectQuarantine(createS3ObjectStore(new S3Client({}), env.QUARANTINE_BUCKET)),
  receipts: createDynamoUploadReceipts(client, env.LEDGER_TABLE),
});
