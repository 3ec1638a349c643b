import type * as z from 'zod';
import type { Role } from './roles.ts';

/**
 * Who may call a route.
 * `public`: no token. `self`: any member, about himself. `network`: the named roles, none of them bound to a factory.
 * `factory`: the named roles; a factory manager only for his own factory.
 */
export type Access =
  | { kind: 'public' }
  | { kind: 'self' }
  | { kind: 'network'; roles: readonly Exclude<Role, 'factory-manager'>[] }
  | { kind: 'factory'; roles: readonly Role[] };

/** The Lambda a route belongs to: one per noun. */
export type Noun =
  | 'emissions'
  | 'factories'
  | 'devices'
  | 'alerts'
  | 'live'
  | 'quarantine'
  | 'docs'
  | 'users';

/** Answers from this size on are compressed for whoever accepts it: a phone on 3G reads a day's chart in a fifth of the bytes. */
export const compressedFromBytes = 1_024;

/**
 * One row of the API. The same table builds API Gateway in `lib`, the HTTP server in `local`, the OpenAPI document,
 * the portal's client and the role matrix test.
 */
export type Route<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Answer extends z.ZodType = z.ZodType,
> = {
  readonly noun: Noun;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** API Gateway form, `/api/factories/{factoryId}`. */
  readonly path: `/api/${string}`;
  readonly summary: string;
  readonly access: Access;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body | null;
  readonly idempotencyKey?: 'required';
  readonly status: 200 | 201;
  readonly answer: Answer;
};

/** Keeps the literal types of a route while checking its shape. */
export const route = <
  const Params extends z.ZodType,
  const Query extends z.ZodType,
  const Body extends z.ZodType,
  const Answer extends z.ZodType,
>(
  definition: Route<Params, Query, Body, Answer>,
): Route<Params, Query, Body, Answer> => definition;
