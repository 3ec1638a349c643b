import {
  type DynamoDBClient,
  ProvisionedThroughputExceededException,
  type ServiceInputTypes,
  type ServiceOutputTypes,
} from '@aws-sdk/client-dynamodb';
import type { InitializeMiddleware } from '@smithy/types';

const refusal = (): ProvisionedThroughputExceededException =>
  new ProvisionedThroughputExceededException({ message: 'injected by the soak', $metadata: {} });

/**
 * Makes a share of calls fail: half of them before they reach the store, half after the store has done the work, so
 * that a write nobody heard of is among them. It stands outside the SDK's own retries.
 */
export const injectThrottling = (client: DynamoDBClient, share: () => number, random: () => number): void => {
  const middleware: InitializeMiddleware<ServiceInputTypes, ServiceOutputTypes> = (next) => async (args) => {
    const luck = random();
    if (luck < share() / 2) throw refusal();
    const output = await next(args);
    if (luck < share()) throw refusal();
    return output;
  };
  client.middlewareStack.add(middleware, { step: 'initialize', name: 'soakThrottling' });
};
