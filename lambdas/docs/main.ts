import { readEnvironment } from '../adapters/environment/read-environment.ts';
import { envSchema } from './env.ts';
import { createHandler } from './handler.ts';

const env = readEnvironment('docs', envSchema, process.env);

export const handler = createHandler({ portalOrigin: env.PORTAL_ORIGIN });
