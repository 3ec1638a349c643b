import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

const answer = Buffer.from('{}');

/** A real DynamoDB client whose requests end before the network: serialising, signing and parsing are its own. */
export const noOpDynamoClient = (create: (settings: object) => DynamoDBClient): DynamoDBClient =>
  create({
    region: 'eu-west-1',
    credentials: { accessKeyId: 'bench', secretAccessKey: 'bench' },
    requestHandler: {
      handle: async () => ({
        response: {
          statusCode: 200,
          reason: 'OK',
          headers: { 'content-type': 'application/x-amz-json-1.0' },
          body: answer,
        },
      }),
      metadata: { handlerProtocol: 'http/1.1' },
      updateHttpClientConfig: () => undefined,
      httpHandlerConfigs: () => ({}),
    },
  });
