import type { MiddlewareObj } from '@middy/core';
import httpJsonBodyParser from '@middy/http-json-body-parser';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import type { BoundRoute } from './api-request.ts';
import { findRoute } from './find-route.ts';
import { headerOf } from './read-input.ts';
import { refuse } from './refusal.ts';

/** A full upload of 720 rows stays below 80 kB. */
const maxBodyBytes = 262_144;

const asRefusal = (error: unknown): Error => {
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : null;
  if (status === 415)
    return refuse('unsupported-media-type', 'Send the body as JSON with Content-Type: application/json.');
  if (status === 422) return refuse('invalid-input', 'The body is no JSON; correct it and send it again.');
  return error instanceof Error ? error : new Error(String(error));
};

/** Reads the body of routes that take one: bounded, JSON only. Leaves other requests alone. */
export const jsonBody = <Caller>(
  bound: readonly BoundRoute<Caller>[],
): MiddlewareObj<APIGatewayProxyEvent, APIGatewayProxyResult> => {
  const parser = httpJsonBodyParser();
  return {
    before: async (request) => {
      const { event } = request;
      if (findRoute(bound, event).route.body === null) return;
      if (Buffer.byteLength(event.body ?? '') > maxBodyBytes)
        throw refuse('payload-too-large', `Send at most ${maxBodyBytes} bytes; split the upload into parts.`);
      // The parser knows two spellings of the header's name only; HTTP knows any.
      event.headers = { ...event.headers, 'content-type': headerOf(event, 'content-type') };
      try {
        await parser.before?.(request);
      } catch (error) {
        throw asRefusal(error);
      }
    },
  };
};
