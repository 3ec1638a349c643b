import * as z from 'zod';
import { alertSchema } from '../alert.ts';
import { factoryIdSchema } from '../ids.ts';
import { page, pageQuery } from '../page.ts';
import { route } from '../route.ts';
import { textSchema } from '../text.ts';
import { everyone, none } from './common.ts';

/** Routes of alerts. */
export const alertsRoutes = {
  listAlerts: route({
    noun: 'alerts',
    method: 'GET',
    path: '/api/alerts',
    summary: 'Alerts of a factory, newest first; without a factory, the open alerts of the network',
    access: { kind: 'factory', roles: everyone },
    params: none,
    query: z.strictObject({
      factoryId: factoryIdSchema.optional(),
      status: z.enum(['open', 'all']).default('open'),
      ...pageQuery,
    }),
    body: null,
    status: 200,
    answer: page(alertSchema),
  }),
  acknowledgeAlert: route({
    noun: 'alerts',
    method: 'POST',
    path: '/api/alerts/{alertId}/acknowledgement',
    summary: 'Say that somebody looks after the alert',
    access: { kind: 'factory', roles: ['factory-manager', 'hq-manager', 'ops'] },
    params: z.strictObject({ alertId: z.string().max(200) }),
    query: none,
    body: null,
    status: 200,
    answer: alertSchema,
  }),
  explainAlert: route({
    noun: 'alerts',
    method: 'PUT',
    path: '/api/alerts/{alertId}/explanation',
    summary: 'Record the cause a person found',
    access: { kind: 'factory', roles: ['factory-manager', 'hq-manager', 'ops'] },
    params: z.strictObject({ alertId: z.string().max(200) }),
    query: none,
    body: z.strictObject({ explanation: textSchema(500) }),
    status: 200,
    answer: alertSchema,
  }),
} as const;
