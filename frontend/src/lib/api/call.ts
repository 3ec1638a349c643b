import type { Route } from '@carbon-track/contract/route.ts';
import { type RouteAnswer, type RouteName, routes } from '@carbon-track/contract/routes.ts';
import type * as z from 'zod';
import type { ServerClock } from '../time/server-clock.ts';
import { ApiError, refusalOf } from './api-error.ts';
import { pathOf } from './request-of.ts';

type Table = typeof routes;
type InputOf<Schema> = Schema extends z.ZodType ? z.input<Schema> : never;
export type CallInput<Name extends RouteName> = {
  params?: InputOf<Table[Name]['params']> & Record<string, string>;
  query?: { [Key in keyof InputOf<Table[Name]['query']>]?: string | number | null | undefined };
  body?: InputOf<Table[Name]['body']>;
};
export type Call = <Name extends RouteName>(
  name: Name,
  input?: CallInput<Name>,
) => Promise<RouteAnswer<Name>>;

export type CallOptions = {
  apiUrl: string;
  /** `fresh` asks for a new token although the known one should still do. */
  idToken: (fresh: boolean) => Promise<string | null>;
  clock: ServerClock;
  onSignedOut: () => void;
  fetch?: typeof fetch;
};

const headersOf = (token: string | null, hasBody: boolean): Record<string, string> => ({
  accept: 'application/json',
  ...(token === null ? {} : { authorization: token }),
  ...(hasBody ? { 'content-type': 'application/json' } : {}),
});

const noConnection = (): never => {
  throw new ApiError('offline', 'No connection.', null, null);
};

/**
 * The one door to the API, made from the contract's route table: method, path and the shape of the answer come from
 * there, and every answer is parsed before anybody sees it. Throws `ApiError` and nothing else.
 */
export const createCall = (options: CallOptions): Call => {
  const { apiUrl, idToken, clock, onSignedOut, fetch: send = fetch } = options;

  const request = async (route: Route, input: CallInput<RouteName>, fresh: boolean): Promise<Response> => {
    const token = await idToken(fresh).catch(noConnection);
    const sentAtMs = Date.now();
    const response = await send(apiUrl + pathOf(route, input), {
      method: route.method,
      headers: headersOf(token, input.body !== undefined),
      ...(input.body === undefined ? {} : { body: JSON.stringify(input.body) }),
    }).catch(noConnection);
    clock.learn(sentAtMs, response.headers.get('date'));
    return response;
  };

  return async <Name extends RouteName>(name: Name, input: CallInput<Name> = {}) => {
    const route: Route = routes[name];
    let response = await request(route, input as CallInput<RouteName>, false);
    if (response.status === 401) response = await request(route, input as CallInput<RouteName>, true);
    if (response.status === 401) onSignedOut();
    if (!response.ok) throw await refusalOf(response);
    const answer = route.answer.safeParse(await response.json().catch(() => undefined));
    if (!answer.success)
      throw new ApiError('unreadable', `${route.path}: ${answer.error.message}`, response.status, null);
    return answer.data as RouteAnswer<Name>;
  };
};
