import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import { localAccount } from '../stream/kinesis-event.ts';
import type { MatchedRoute } from './api-routes.ts';

type Multi = Record<string, string[]>;

/** REST APIs hand over the last of several equal names, and all of them in the `multiValue` twin. */
const lastOf = (multi: Multi): Record<string, string> =>
  Object.fromEntries(Object.entries(multi).map(([name, values]) => [name, values.at(-1) ?? '']));

const headersOf = (request: IncomingMessage): Multi => {
  const multi: Multi = {};
  for (let index = 0; index + 1 < request.rawHeaders.length; index += 2) {
    const [name = '', value = ''] = request.rawHeaders.slice(index, index + 2);
    multi[name] = [...(multi[name] ?? []), value];
  }
  return multi;
};

const queryOf = (url: URL): Multi =>
  Object.fromEntries([...url.searchParams.keys()].map((name) => [name, url.searchParams.getAll(name)]));

/** A Cognito authorizer hands claims over as text. */
const claimsAsText = (claims: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(Object.entries(claims).map(([name, value]) => [name, String(value)]));

/** The event API Gateway (REST, Lambda proxy, Cognito authorizer) makes of a request. */
export const proxyEvent = (
  request: IncomingMessage,
  url: URL,
  matched: MatchedRoute,
  body: Buffer,
  claims: Readonly<Record<string, unknown>> | null,
  nowMs: number,
): APIGatewayProxyEvent => {
  const headers = headersOf(request);
  const query = queryOf(url);
  const hasQuery = Object.keys(query).length > 0;
  return {
    resource: matched.route.path,
    path: url.pathname,
    httpMethod: matched.route.method,
    headers: lastOf(headers),
    multiValueHeaders: headers,
    queryStringParameters: hasQuery ? lastOf(query) : null,
    multiValueQueryStringParameters: hasQuery ? query : null,
    pathParameters: matched.pathParameters === null ? null : { ...matched.pathParameters },
    stageVariables: null,
    requestContext: {
      accountId: localAccount,
      apiId: 'local',
      authorizer: claims === null ? null : { claims: claimsAsText(claims) },
      protocol: 'HTTP/1.1',
      httpMethod: matched.route.method,
      identity: identityOf(request),
      path: url.pathname,
      stage: 'local',
      requestId: randomUUID(),
      requestTimeEpoch: nowMs,
      resourceId: 'local',
      resourcePath: matched.route.path,
    },
    body: body.length === 0 ? null : body.toString('utf8'),
    isBase64Encoded: false,
  };
};

const identityOf = (request: IncomingMessage): APIGatewayProxyEvent['requestContext']['identity'] => ({
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
  sourceIp: request.socket.remoteAddress ?? '127.0.0.1',
  user: null,
  userAgent: request.headers['user-agent'] ?? null,
  userArn: null,
});
