import { type Problem, problemStatus } from '@carbon-track/contract/problem.ts';
import type { Route } from '@carbon-track/contract/route.ts';
import type { APIGatewayProxyResult } from 'aws-lambda';

/** Nothing of this API may be kept by a cache or read as something else than it is. */
const headers = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
} as const;

/** The docs page brings its style with it and needs nothing else. */
const pagePolicy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'";

/** A page if the answer is text, JSON otherwise. */
export const successAnswer = (route: Route, answer: unknown): APIGatewayProxyResult =>
  typeof answer === 'string'
    ? {
        statusCode: route.status,
        headers: {
          ...headers,
          'content-type': 'text/html; charset=utf-8',
          'content-security-policy': pagePolicy,
        },
        body: answer,
      }
    : {
        statusCode: route.status,
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify(answer),
      };

export const problemAnswer = (body: Problem): APIGatewayProxyResult => ({
  statusCode: body.status,
  headers: {
    ...headers,
    'content-type': 'application/problem+json',
    ...(body.status === problemStatus['too-many-requests'] && { 'retry-after': '10' }),
  },
  body: JSON.stringify(body),
});
