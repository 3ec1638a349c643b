import { leaseRequestSchema, leaseSchema } from '../live.ts';
import { route } from '../route.ts';
import { everyone, none } from './common.ts';

/** Routes of live patches. */
export const liveRoutes = {
  takeLease: route({
    noun: 'live',
    method: 'POST',
    path: '/api/live/lease',
    summary: 'Ask for live patches of one factory for 60 s, per browser tab',
    access: { kind: 'factory', roles: everyone },
    params: none,
    query: none,
    body: leaseRequestSchema,
    status: 201,
    answer: leaseSchema,
  }),
} as const;
