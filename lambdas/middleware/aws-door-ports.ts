import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { cachedMemberships } from '../adapters/cached.ts';
import { createDynamoMemberships } from '../adapters/dynamo-memberships.ts';
import type { DoorPorts } from './api-door.ts';

/** What the door of every noun needs on AWS: memberships at most 30 s old, the clock, the portal's origin. */
export const awsDoorPorts = (
  client: DynamoDBClient,
  env: { readonly LEDGER_TABLE: string; readonly PORTAL_ORIGIN: string },
): DoorPorts => ({
  memberships: cachedMemberships(createDynamoMemberships(client, env.LEDGER_TABLE), Date.now),
  now: Date.now,
  portalOrigin: env.PORTAL_ORIGIN,
});
