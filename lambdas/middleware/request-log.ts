import type { MiddlewareObj, Request } from '@middy/core';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { Refusal } from './refusal.ts';

/** Takes one structured line. */
export type Log = (line: Readonly<Record<string, unknown>>) => void;
export const logToConsole: Log = (line) => console.log(JSON.stringify(line));

type ApiRequestState = Request<APIGatewayProxyEvent, APIGatewayProxyResult, Error>;

/** A fault is logged whole, a refusal by its detail. Neither headers nor bodies are: they hold tokens and keys. */
const errorFields = (error: unknown): Record<string, unknown> => {
  if (error instanceof Refusal) return { refusal: error.kind, detail: error.message };
  return error instanceof Error ? { error: error.name, message: error.message, stack: error.stack } : {};
};

const lineOf = ({ event, response, error }: ApiRequestState): Record<string, unknown> => ({
  level: (response?.statusCode ?? 500) >= 500 ? 'error' : 'info',
  requestId: event.requestContext.requestId,
  method: event.httpMethod,
  resource: event.resource,
  path: event.pathParameters,
  status: response?.statusCode,
  sub: event.requestContext.authorizer?.claims?.sub,
  ...errorFields(error),
});

/** One line for each request, whatever became of it. Lambda adds time and duration. */
export const requestLog = (log: Log): MiddlewareObj<APIGatewayProxyEvent, APIGatewayProxyResult> => ({
  // In braces: middy takes a hook's return value for the response.
  after: (request) => {
    log(lineOf(request));
  },
  onError: (request) => {
    log(lineOf(request));
  },
});
