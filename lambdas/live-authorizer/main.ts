import { CognitoJwtVerifier } from 'aws-jwt-verify';
import { createDynamoClient } from '../adapters/dynamo-client.ts';
import { createDynamoLeases } from '../adapters/dynamo-leases.ts';
import { createDynamoMemberships } from '../adapters/dynamo-memberships.ts';
import { readEnvironment } from '../adapters/environment/read-environment.ts';
import { envSchema } from './env.ts';
import { createHandler } from './handler.ts';

const env = readEnvironment('live-authorizer', envSchema, process.env);
const client = createDynamoClient();
const verifier = CognitoJwtVerifier.create({
  userPoolId: env.USER_POOL_ID,
  clientId: env.USER_POOL_CLIENT_ID,
  tokenUse: 'id',
});

export const handler = createHandler({
  verifyIdToken: (token) => verifier.verify(token),
  // Uncached: an open session is looked at every 300 s only, and that look must see a revocation.
  memberships: createDynamoMemberships(client, env.LEDGER_TABLE),
  leases: createDynamoLeases(client, env.LEDGER_TABLE),
  now: Date.now,
  arnPrefix: env.IOT_ARN_PREFIX,
});
