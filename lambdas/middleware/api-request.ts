import type { Membership } from '@carbon-track/contract/roles.ts';
import type { Route } from '@carbon-track/contract/route.ts';
import type {
  RouteAnswer,
  RouteName,
  RouteParams,
  RouteQuery,
  routes,
} from '@carbon-track/contract/routes.ts';
import type * as z from 'zod';

export type RouteBody<Name extends RouteName> = z.output<NonNullable<(typeof routes)[Name]['body']>>;

/** A request that fits its route's schemas, from somebody who may make it. */
export type ApiRequest<Caller, Params = unknown, Query = unknown, Body = unknown> = {
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly caller: Caller;
  /** The factory the request is about, checked against the caller's rights; null means the whole network. */
  readonly scope: string | null;
  /** Empty where the route needs none. */
  readonly idempotencyKey: string;
};

/** Somebody with a membership that is in force. */
export type Member = Membership;

/** Answers one route for one kind of caller. Throws a `Refusal` for what the caller can mend. */
export type RouteHandler<Name extends RouteName, Caller> = (
  request: ApiRequest<Caller, RouteParams<Name>, RouteQuery<Name>, RouteBody<Name>>,
) => Promise<RouteAnswer<Name>>;

/** The handlers of a noun, by route name. */
export type RouteHandlers<Caller> = { readonly [Name in RouteName]?: RouteHandler<Name, Caller> };

/**
 * A route with its handler, types of the single route forgotten. `handle` is written as a method because the door
 * hands it exactly what the route's own schemas parsed.
 */
export type BoundRoute<Caller> = {
  readonly name: string;
  readonly route: Route;
  handle(request: ApiRequest<Caller>): Promise<unknown>;
};
