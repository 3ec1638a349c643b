import { type RouteName, routes } from '@carbon-track/contract/routes.ts';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import type { BoundRoute, RouteHandlers } from './api-request.ts';
import { refuse } from './refusal.ts';

/** Joins each handler with its row of the route table. */
export const bindRoutes = <Caller>(handlers: RouteHandlers<Caller>): BoundRoute<Caller>[] =>
  (Object.keys(handlers) as RouteName[]).flatMap((name): BoundRoute<Caller>[] => {
    const handle: BoundRoute<Caller>['handle'] | undefined = handlers[name];
    return handle === undefined ? [] : [{ name, route: routes[name], handle }];
  });

/** Finds the row by method and resource, as API Gateway names them. Throws `not-found` for any other. */
export const findRoute = <Caller>(
  bound: readonly BoundRoute<Caller>[],
  event: APIGatewayProxyEvent,
): BoundRoute<Caller> => {
  const found = bound.find(({ route }) => route.method === event.httpMethod && route.path === event.resource);
  if (found === undefined)
    throw refuse('not-found', 'There is no such resource; GET /api/docs lists those that exist.');
  return found;
};
