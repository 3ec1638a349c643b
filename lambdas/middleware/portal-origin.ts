import type { MiddlewareObj, Request } from '@middy/core';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';

type State = Request<APIGatewayProxyEvent, APIGatewayProxyResult, Error>;

/** Lets the portal's own origin read answers, refusals included. Nothing is allowed where both share one origin. */
export const portalOrigin = (
  origin: string | undefined,
): MiddlewareObj<APIGatewayProxyEvent, APIGatewayProxyResult> => {
  const allow = ({ response }: State): void => {
    if (origin === undefined || !response) return;
    response.headers = {
      ...response.headers,
      'access-control-allow-origin': origin,
      'access-control-expose-headers': 'Retry-After',
      vary: 'Origin',
    };
  };
  return { after: allow, onError: allow };
};
