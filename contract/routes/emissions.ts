import * as z from 'zod';
import {
  emissionSeriesSchema,
  emissionUploadResultSchema,
  emissionUploadSchema,
  latestEmissionsSchema,
  resolutionSchema,
} from '../emissions.ts';
import { chimneyIdSchema, factoryIdSchema, latestInstantMs } from '../ids.ts';
import { pageQuery } from '../page.ts';
import { route } from '../route.ts';
import { everyone, none } from './common.ts';

const instantQuery = z.coerce.number().int().min(0).max(latestInstantMs);

/** Routes of emissions. */
export const emissionsRoutes = {
  getLatestEmissions: route({
    noun: 'emissions',
    method: 'GET',
    path: '/api/emissions/latest',
    summary: 'Newest stored minute of each chimney and the day so far',
    access: { kind: 'factory', roles: everyone },
    params: none,
    query: z.strictObject({ factoryId: factoryIdSchema }),
    body: null,
    status: 200,
    answer: latestEmissionsSchema,
  }),
  getEmissions: route({
    noun: 'emissions',
    method: 'GET',
    path: '/api/emissions',
    summary: 'A range of minutes, hours or days of a chimney or a factory; minutes are per chimney',
    access: { kind: 'factory', roles: everyone },
    params: none,
    query: z.strictObject({
      factoryId: factoryIdSchema,
      chimneyId: chimneyIdSchema.optional(),
      resolution: resolutionSchema,
      fromMs: instantQuery,
      toMs: instantQuery.describe('exclusive'),
      ...pageQuery,
      limit: z.coerce
        .number()
        .int()
        .min(1)
        .max(1_440)
        .default(1_440)
        .describe('steps of the resolution a page covers; steps without data are absent'),
    }),
    body: null,
    status: 200,
    answer: emissionSeriesSchema,
  }),
  uploadEmissions: route({
    noun: 'emissions',
    method: 'POST',
    path: '/api/emissions',
    summary: 'Backfill readings of a registered instrument; marked `uploaded` through to the report',
    access: { kind: 'network', roles: ['hq-manager', 'ops'] },
    params: none,
    query: none,
    body: emissionUploadSchema,
    idempotencyKey: 'required',
    status: 201,
    answer: emissionUploadResultSchema,
  }),
} as const;
