import { S3Client } from '@aws-sdk/client-s3';
import { cachedRegistry } from '../adapters/cached.ts';
import { directUpdate } from '../adapters/direct-update.ts';
import { createDynamoClient } from '../adapters/dynamo-client.ts';
import { createDynamoDirtyHours } from '../adapters/dynamo-dirty-hours.ts';
import { createDynamoMinuteStore } from '../adapters/dynamo-minute-store.ts';
import { createDynamoRegistry } from '../adapters/dynamo-registry.ts';
import { readEnvironment } from '../adapters/environment/read-environment.ts';
import { createObjectQuarantine } from '../adapters/object-quarantine.ts';
import { openArchive } from '../adapters/open-archive.ts';
import { createS3ObjectStore } from '../adapters/s3-object-store.ts';
import { envSchema } from './env.ts';
import { createHandler } from './handler.ts';

/** A device that was provisioned or moved is known here after at most this long. */
const registryCacheMs = 30_000;

const env = readEnvironment('convert-store', envSchema, process.env);
const client = createDynamoClient();

export const handler = createHandler({
  minutes: createDynamoMinuteStore(client, env.TELEMETRY_TABLE, directUpdate(client, Date.now)),
  dirtyHours: createDynamoDirtyHours(client, env.TELEMETRY_TABLE),
  archive: openArchive(env, Date.now),
  quarantine: createObjectQuarantine(createS3ObjectStore(new S3Client({}), env.QUARANTINE_BUCKET)),
  registry: cachedRegistry(createDynamoRegistry(client, env.LEDGER_TABLE), registryCacheMs, Date.now),
  now: Date.now,
  log: (line) => console.log(JSON.stringify(line)),
});
