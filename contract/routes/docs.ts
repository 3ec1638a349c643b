import * as z from 'zod';
import { route } from '../route.ts';
import { none } from './common.ts';

/** Routes of the API itself. */
export const docsRoutes = {
  getOpenApi: route({
    noun: 'docs',
    method: 'GET',
    path: '/api/openapi.json',
    summary: 'This API as an OpenAPI 3.1 document',
    access: { kind: 'public' },
    params: none,
    query: none,
    body: null,
    status: 200,
    answer: z.record(z.string(), z.unknown()),
  }),
  getDocs: route({
    noun: 'docs',
    method: 'GET',
    path: '/api/docs',
    summary: 'This API as a page to read',
    access: { kind: 'public' },
    params: none,
    query: none,
    body: null,
    status: 200,
    answer: z.string().describe('text/html'),
  }),
} as const;
