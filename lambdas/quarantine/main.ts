import { S3Client } from '@aws-sdk/client-s3';
import { createDynamoClient } from '../adapters/dynamo-client.ts';
import { readEnvironment } from '../adapters/environment/read-environment.ts';
import { createObjectQuarantine } from '../adapters/object-quarantine.ts';
import { createS3ObjectStore } from '../adapters/s3-object-store.ts';
import { awsDoorPorts } from '../middleware/aws-door-ports.ts';
import { envSchema } from './env.ts';
import { createHandler } from './handler.ts';

const env = readEnvironment('quarantine', envSchema, process.env);

export const handler = createHandler({
  ...awsDoorPorts(createDynamoClient(), env),
  quarantine: createObjectQuarantine(createS3ObjectStore(new S3Client({}), env.QUARANTINE_BUCKET)),
});
