import type { IncomingMessage, ServerResponse } from 'node:http';
import { type ProblemKind, problem } from '@carbon-track/contract/problem.ts';
import type { Noun } from '@carbon-track/contract/route.ts';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { matchRoute } from './api-routes.ts';
import { proxyEvent } from './proxy-event.ts';
import { readBody } from './read-body.ts';
import { sendCompressed } from './send-compressed.ts';

export type NounHandlers = Readonly<
  Record<Noun, (event: APIGatewayProxyEvent) => Promise<APIGatewayProxyResult>>
>;

export type ApiGatewayOptions = {
  readonly handlers: NounHandlers;
  /** Claims of a valid ID token; throws for any other. */
  readonly verifyIdToken: (token: string) => Promise<Readonly<Record<string, unknown>>>;
  readonly now: () => number;
  readonly log: (message: string) => void;
};

/** API Gateway takes no larger payload. */
const maxBodyBytes = 10 * 1_024 * 1_024;

const refuse = (response: ServerResponse, kind: ProblemKind, detail: string): void => {
  const body = problem(kind, detail);
  response.writeHead(body.status, {
    'content-type': 'application/problem+json',
    'cache-control': 'no-store',
  });
  response.end(JSON.stringify(body));
};

const send = async (
  request: IncomingMessage,
  response: ServerResponse,
  result: APIGatewayProxyResult,
): Promise<void> => {
  for (const [name, value] of Object.entries({ ...result.headers, ...result.multiValueHeaders })) {
    response.setHeader(name, Array.isArray(value) ? value.map(String) : String(value));
  }
  const body = Buffer.from(result.body, result.isBase64Encoded === true ? 'base64' : 'utf8');
  await sendCompressed(request, response, result.statusCode, body);
};

const tokenOf = ({ headers }: IncomingMessage): string =>
  (headers.authorization ?? '').replace(/^Bearer /, '');

/** Bytes that are no UTF-8 name no resource. */
const isDecodable = (path: string): boolean => {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
};

/**
 * API Gateway on a laptop: finds the route in the contract's table, checks the ID token as the Cognito authorizer
 * does, and calls the noun's Lambda handler with the same event.
 */
export const apiGateway = ({ handlers, verifyIdToken, now, log }: ApiGatewayOptions) => {
  const claimsOf = (request: IncomingMessage) => verifyIdToken(tokenOf(request)).catch(() => null);
  return async (request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> => {
    const matched = isDecodable(url.pathname) ? matchRoute(request.method ?? 'GET', url.pathname) : null;
    if (matched === null)
      return refuse(
        response,
        'not-found',
        'There is no such resource; GET /api/docs lists those that exist.',
      );
    const isPublic = matched.route.access.kind === 'public';
    const claims = isPublic ? null : await claimsOf(request);
    if (claims === null && !isPublic)
      return refuse(
        response,
        'unauthenticated',
        'Sign in and send the ID token in the Authorization header.',
      );
    const body = await readBody(request, maxBodyBytes);
    if (body === null) return refuse(response, 'payload-too-large', 'Send at most 10 MB in one request.');
    try {
      const event = proxyEvent(request, url, matched, body, claims, now());
      await send(request, response, await handlers[matched.noun](event));
    } catch (error) {
      log(`${matched.route.method} ${matched.route.path} failed: ${String(error)}`);
      refuse(response, 'internal', 'Try again; if it stays, look at the output of npm start.');
    }
  };
};
