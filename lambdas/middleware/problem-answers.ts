import type { MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { InvalidCursorError } from '../adapters/cursor.ts';
import { problemAnswer } from './answer.ts';
import { problemOf, Refusal, refuse } from './refusal.ts';

const storeIsBusy = new Set([
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ThrottlingException',
  'TimeoutError',
  'InternalServerError',
]);

/** What the caller may know of an error: all of a refusal, nothing of a fault but that it happened. */
const refusalOf = (error: unknown): Refusal => {
  if (error instanceof Refusal) return error;
  if (error instanceof InvalidCursorError) return refuse('invalid-input', error.message);
  if (error instanceof Error && storeIsBusy.has(error.name))
    return refuse('unavailable', 'The store is busy; try again in a few seconds.');
  return refuse('internal', 'Try again; if it stays, give ops the id in `instance`.');
};

/** Turns whatever was thrown into problem details (RFC 9457). */
export const problemAnswers = (): MiddlewareObj<APIGatewayProxyEvent, APIGatewayProxyResult> => ({
  onError: (request) => {
    const requestId = request.event.requestContext.requestId;
    request.response = problemAnswer(problemOf(refusalOf(request.error), requestId));
  },
});
