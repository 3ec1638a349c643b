import type { Access } from '@carbon-track/contract/route.ts';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import * as z from 'zod';
import type { Memberships } from '../adapters/ports/memberships.ts';
import type { Member } from './api-request.ts';
import { refuse } from './refusal.ts';

const claimsSchema = z.object({ sub: z.string().min(1), token_use: z.literal('id') });

/** Who the token says is calling: the authorizer checked it; an access token does not count. */
const subjectOf = (event: APIGatewayProxyEvent): string => {
  const claims = claimsSchema.safeParse(event.requestContext.authorizer?.claims);
  if (!claims.success)
    throw refuse('unauthenticated', 'Sign in and send the ID token in the Authorization header.');
  return claims.data.sub;
};

/** The membership alone decides what an account may do. Throws when there is none, or none any more. */
export const admitMember = async (
  memberships: Pick<Memberships, 'find'>,
  event: APIGatewayProxyEvent,
  nowMs: number,
): Promise<Member> => {
  const member = await memberships.find(subjectOf(event));
  if (member === null)
    throw refuse('forbidden', 'This account has no membership yet; ask headquarters to approve it.');
  if (member.expiresAtMs !== null && member.expiresAtMs <= nowMs)
    throw refuse('forbidden', 'This membership has expired; ask headquarters to renew it.');
  return member;
};

/** Throws unless the member's role is one of those the route names. */
export const checkRole = (access: Access, { role }: Member): void => {
  if (access.kind === 'public' || access.kind === 'self') return;
  const allowed: readonly string[] = access.roles;
  if (!allowed.includes(role))
    throw refuse('forbidden', `This needs the role ${allowed.join(' or ')}; ask headquarters.`);
};
