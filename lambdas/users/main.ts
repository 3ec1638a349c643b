import { createDynamoClient } from '../adapters/dynamo-client.ts';
import { readEnvironment } from '../adapters/environment/read-environment.ts';
import { awsDoorPorts } from '../middleware/aws-door-ports.ts';
import { envSchema } from './env.ts';
import { createHandler } from './handler.ts';

const env = readEnvironment('users', envSchema, process.env);

export const handler = createHandler(awsDoorPorts(createDynamoClient(), env));
