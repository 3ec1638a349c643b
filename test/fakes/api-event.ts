import type { RouteName } from '@carbon-track/contract/routes.ts';
import { routes } from '@carbon-track/contract/routes.ts';
import type { APIGatewayProxyEvent } from 'aws-lambda';

export type CallInput = {
  readonly params?: Record<string, string>;
  readonly query?: Record<string, string>;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
  /** Claims the authorizer passes on; null is a request without a token. */
  readonly claims?: Record<string, string> | null;
};

export const idTokenOf = (sub: string): Record<string, string> => ({ sub, token_use: 'id' });

/** The event API Gateway (REST, Cognito authorizer, Lambda proxy) sends for a call of one route. */
export const apiEvent = (name: RouteName, input: CallInput = {}): APIGatewayProxyEvent => {
  const { method, path } = routes[name];
  const query = input.query ?? null;
  const filled = Object.entries(input.params ?? {}).reduce<string>(
    (text, [key, value]) => text.replace(`{${key}}`, encodeURIComponent(value.toWellFormed())),
    path,
  );
  const body = input.body === undefined ? null : JSON.stringify(input.body);
  return {
    resource: path,
    path: filled,
    httpMethod: method,
    headers: { ...(body !== null && { 'Content-Type': 'application/json' }), ...input.headers },
    multiValueHeaders: {},
    queryStringParameters: query,
    multiValueQueryStringParameters:
      query === null ? null : Object.fromEntries(Object.entries(query).map(([key, value]) => [key, [value]])),
    pathParameters: input.params ?? null,
    stageVariables: null,
    requestContext: {
      accountId: '123456789012',
      apiId: 'api',
      authorizer: input.claims ? { claims: input.claims } : undefined,
      protocol: 'HTTP/1.1',
      httpMethod: method,
      identity: {
        accessKey: null,
        accountId: null,
        apiKey: null,
        apiKeyId: null,
        caller: null,
        clientCert: null,
        cognitoAuthenticationProvider: null,
        cognitoAuthenticationType: null,
        cognitoIdentityId: null,
        cognitoIdentityPoolId: null,
        principalOrgId: null,
        sourceIp: '127.0.0.1',
        user: null,
        userAgent: null,
        userArn: null,
      },
      path: filled,
      stage: 'test',
      requestId: 'request-1',
      requestTimeEpoch: 0,
      resourceId: 'resource',
      resourcePath: path,
    },
    body,
    isBase64Encoded: false,
  };
};
