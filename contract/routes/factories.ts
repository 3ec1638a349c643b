import * as z from 'zod';
import { chimneyConfigurationSchema, datedConfigurationSchema } from '../chimney.ts';
import { basisSchema } from '../emissions.ts';
import { factoryDetailSchema, factorySummarySchema } from '../factory.ts';
import { chimneyIdSchema, factoryIdSchema, instantMsSchema, nairobiDateSchema } from '../ids.ts';
import { leaderboardSchema } from '../leaderboard.ts';
import { overviewSchema } from '../overview.ts';
import { page, pageQuery } from '../page.ts';
import { route } from '../route.ts';
import { everyone, network, none } from './common.ts';

/** Routes of factories and their network. */
export const factoriesRoutes = {
  listFactories: route({
    noun: 'factories',
    method: 'GET',
    path: '/api/factories',
    summary: 'Factories the account may see; a factory manager gets one',
    access: { kind: 'self' },
    params: none,
    query: z.strictObject(pageQuery),
    body: null,
    status: 200,
    answer: page(factorySummarySchema),
  }),
  getOverview: route({
    noun: 'factories',
    method: 'GET',
    path: '/api/factories/overview',
    summary: 'Network status: which factories report, their rate, alerts and the network’s figures',
    access: { kind: 'network', roles: network },
    params: none,
    query: none,
    body: null,
    status: 200,
    answer: overviewSchema,
  }),
  getLeaderboard: route({
    noun: 'factories',
    method: 'GET',
    path: '/api/factories/leaderboard',
    summary: 'Factories ranked by intensity on one named basis, with uncertainty and coverage',
    access: { kind: 'network', roles: network },
    params: none,
    query: z.strictObject({
      basis: basisSchema,
      toDate: nairobiDateSchema.optional().describe('last complete day; yesterday if absent'),
      days: z.coerce.number().int().min(7).max(366).default(28),
      region: factorySummarySchema.shape.region.optional(),
      size: factorySummarySchema.shape.size.optional(),
      mainFuel: factorySummarySchema.shape.mainFuel.optional(),
    }),
    body: null,
    status: 200,
    answer: leaderboardSchema,
  }),
  getFactory: route({
    noun: 'factories',
    method: 'GET',
    path: '/api/factories/{factoryId}',
    summary: 'One factory with chimneys, combustion units, dated configurations and assignments',
    access: { kind: 'factory', roles: everyone },
    params: z.strictObject({ factoryId: factoryIdSchema }),
    query: none,
    body: null,
    status: 200,
    answer: factoryDetailSchema,
  }),
  putChimneyConfiguration: route({
    noun: 'factories',
    method: 'PUT',
    path: '/api/factories/{factoryId}/chimneys/{chimneyId}/configuration',
    summary: 'Put a configuration in force from an instant on; the hours it touches are folded anew',
    access: { kind: 'network', roles: ['hq-manager', 'ops'] },
    params: z.strictObject({ factoryId: factoryIdSchema, chimneyId: chimneyIdSchema }),
    query: none,
    body: z.strictObject({
      fromMs: instantMsSchema,
      expectedRevision: z
        .int()
        .min(0)
        .describe('newest revision the caller has seen; another answer is a 409'),
      configuration: chimneyConfigurationSchema,
    }),
    status: 200,
    answer: datedConfigurationSchema,
  }),
} as const;
