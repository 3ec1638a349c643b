import { membershipSchema } from '../roles.ts';
import { route } from '../route.ts';
import { none } from './common.ts';

/** Routes of the account. */
export const usersRoutes = {
  getMe: route({
    noun: 'users',
    method: 'GET',
    path: '/api/me',
    summary: 'Who is signed in and what the account may see',
    access: { kind: 'self' },
    params: none,
    query: none,
    body: null,
    status: 200,
    answer: membershipSchema,
  }),
} as const;
