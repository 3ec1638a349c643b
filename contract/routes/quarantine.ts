import * as z from 'zod';
import { nairobiDateSchema } from '../ids.ts';
import { page, pageQuery } from '../page.ts';
import { quarantineEntrySchema } from '../quarantine.ts';
import { route } from '../route.ts';
import { none } from './common.ts';

/** Routes of the quarantine. */
export const quarantineRoutes = {
  listQuarantine: route({
    noun: 'quarantine',
    method: 'GET',
    path: '/api/quarantine',
    summary: 'Records that were set aside, with reason and original bytes, newest day first',
    access: { kind: 'network', roles: ['ops'] },
    params: none,
    query: z.strictObject({ date: nairobiDateSchema.optional(), ...pageQuery }),
    body: null,
    status: 200,
    answer: page(quarantineEntrySchema),
  }),
} as const;
