import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';

/**
 * The one DynamoDB client of a Lambda. Region and credentials come from the Lambda itself. Few, quick retries: what a
 * batch cannot store comes back by the stream, and a person at the portal should not wait for long.
 */
export const createDynamoClient = (settings: DynamoDBClientConfig = {}): DynamoDBClient =>
  new DynamoDBClient({ maxAttempts: 4, ...settings });
