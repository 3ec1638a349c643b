import middy from '@middy/core';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import type { Memberships } from '../adapters/ports/memberships.ts';
import { admitMember, checkRole } from './admit-member.ts';
import { successAnswer } from './answer.ts';
import type { ApiRequest, BoundRoute, Member, RouteHandlers } from './api-request.ts';
import { factoryScope } from './factory-scope.ts';
import { bindRoutes, findRoute } from './find-route.ts';
import { jsonBody } from './json-body.ts';
import { portalOrigin } from './portal-origin.ts';
import { problemAnswers } from './problem-answers.ts';
import { readInput } from './read-input.ts';
import { type Log, logToConsole, requestLog } from './request-log.ts';

export type ApiHandler = (event: APIGatewayProxyEvent) => Promise<APIGatewayProxyResult>;

/** What every door needs. `portalOrigin` only where the portal is served from another origin than the API. */
export type OpenDoorPorts = { readonly log?: Log; readonly portalOrigin?: string };
/** What a door for members needs beside it. */
export type DoorPorts = OpenDoorPorts & {
  readonly memberships: Pick<Memberships, 'find'>;
  readonly now: () => number;
};

type Admission<Caller> = (
  bound: BoundRoute<Caller>,
  event: APIGatewayProxyEvent,
) => Promise<ApiRequest<Caller>>;

/** The handler's answer must fit the contract too: a caller never sees a shape that no schema names. */
const answerRoute = async <Caller>(bound: BoundRoute<Caller>, request: ApiRequest<Caller>) => {
  const answer = bound.route.answer.safeParse(await bound.handle(request));
  if (answer.success) return successAnswer(bound.route, answer.data);
  const paths = answer.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`the answer of ${bound.name} does not fit the contract: ${paths.slice(0, 5).join('; ')}`);
};

const openDoor = <Caller>(
  handlers: RouteHandlers<Caller>,
  admit: Admission<Caller>,
  { log = logToConsole, portalOrigin: origin }: OpenDoorPorts,
): ApiHandler => {
  const bound = bindRoutes(handlers);
  const answering = middy<APIGatewayProxyEvent, APIGatewayProxyResult>()
    .use(requestLog(log))
    .use(portalOrigin(origin))
    .use(problemAnswers())
    .use(jsonBody(bound))
    .handler(async (event: APIGatewayProxyEvent) => {
      const found = findRoute(bound, event);
      return answerRoute(found, await admit(found, event));
    });
  // Middy wants a Lambda context for time-outs; nothing here reads it. The copy keeps the caller's event unchanged.
  return (event) => answering({ ...event }, {} as Parameters<typeof answering>[1]);
};

/** The door of a noun: only members with the right role and factory come through, with input that fits the contract. */
export const apiDoor = (ports: DoorPorts, handlers: RouteHandlers<Member>): ApiHandler =>
  openDoor(
    handlers,
    async ({ route }, event) => {
      const caller = await admitMember(ports.memberships, event, ports.now());
      checkRole(route.access, caller);
      const input = readInput(route, event, event.body);
      return { ...input, caller, scope: factoryScope(route.access, caller, input) };
    },
    ports,
  );

/** The door of what everybody may read. It looks at no token. */
export const publicDoor = (handlers: RouteHandlers<null>, ports: OpenDoorPorts = {}): ApiHandler =>
  openDoor(
    handlers,
    async ({ route }, event) => ({ ...readInput(route, event, event.body), caller: null, scope: null }),
    ports,
  );
