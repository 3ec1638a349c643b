import * as z from 'zod';
import { alertSchema } from './alert.ts';
import { chimneyConfigurationSchema, datedConfigurationSchema } from './chimney.ts';
import {
  deviceSchema,
  deviceWithHealthSchema,
  provisionedDeviceSchema,
  provisionRequestSchema,
} from './device.ts';
import { configurationChangeSchema, deviceConfigurationStateSchema } from './device-configuration.ts';
import {
  basisSchema,
  emissionSeriesSchema,
  emissionUploadResultSchema,
  emissionUploadSchema,
  latestEmissionsSchema,
  resolutionSchema,
} from './emissions.ts';
import { factoryDetailSchema, factorySummarySchema } from './factory.ts';
import {
  chimneyIdSchema,
  deviceIdSchema,
  factoryIdSchema,
  instantMsSchema,
  latestInstantMs,
  nairobiDateSchema,
} from './ids.ts';
import { leaderboardSchema } from './leaderboard.ts';
import { leaseRequestSchema, leaseSchema } from './live.ts';
import { overviewSchema } from './overview.ts';
import { page, pageQuery } from './page.ts';
import { quarantineEntrySchema } from './quarantine.ts';
import { membershipSchema } from './roles.ts';
import { route } from './route.ts';
import { textSchema } from './text.ts';

const none = z.strictObject({});
const everyone = ['factory-manager', 'hq-manager', 'ops', 'verifier'] as const;
const network = ['hq-manager', 'ops', 'verifier'] as const;
const instantQuery = z.coerce.number().int().min(0).max(latestInstantMs);

/** Every route of the API, by name. */
export const routes = {
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
  listDevices: route({
    noun: 'devices',
    method: 'GET',
    path: '/api/mcu-devices',
    summary: 'Devices of a factory or the network with last heartbeat and health',
    access: { kind: 'factory', roles: everyone },
    params: none,
    query: z.strictObject({
      factoryId: factoryIdSchema.optional(),
      ...pageQuery,
      limit: z.coerce.number().int().min(1).max(50).default(50),
    }),
    body: null,
    status: 200,
    answer: page(deviceWithHealthSchema),
  }),
  provisionDevice: route({
    noun: 'devices',
    method: 'POST',
    path: '/api/mcu-devices',
    summary: 'Register a device, issue its certificate and assign it to a chimney; the key is returned once',
    access: { kind: 'network', roles: ['ops'] },
    params: none,
    query: none,
    body: provisionRequestSchema,
    status: 201,
    answer: provisionedDeviceSchema,
  }),
  getDeviceConfiguration: route({
    noun: 'devices',
    method: 'GET',
    path: '/api/mcu-devices/{deviceId}/configuration',
    summary: 'What is wished of a device, what it says is in force, and what it refused',
    access: { kind: 'network', roles: network },
    params: z.strictObject({ deviceId: deviceIdSchema }),
    query: none,
    body: null,
    status: 200,
    answer: deviceConfigurationStateSchema,
  }),
  putDeviceConfiguration: route({
    noun: 'devices',
    method: 'PUT',
    path: '/api/mcu-devices/{deviceId}/configuration',
    summary: 'Wish a whole configuration of a device; it takes it when it is connected',
    access: { kind: 'network', roles: ['ops'] },
    params: z.strictObject({ deviceId: deviceIdSchema }),
    query: none,
    body: configurationChangeSchema,
    status: 200,
    answer: deviceConfigurationStateSchema,
  }),
  revokeDevice: route({
    noun: 'devices',
    method: 'POST',
    path: '/api/mcu-devices/{deviceId}/revocation',
    summary: 'Revoke a device’s certificate and cut its session',
    access: { kind: 'network', roles: ['ops'] },
    params: z.strictObject({ deviceId: deviceIdSchema }),
    query: none,
    body: null,
    status: 200,
    answer: deviceSchema,
  }),
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

export type RouteName = keyof typeof routes;
export type RouteAnswer<Name extends RouteName> = z.output<(typeof routes)[Name]['answer']>;
export type RouteQuery<Name extends RouteName> = z.output<(typeof routes)[Name]['query']>;
export type RouteParams<Name extends RouteName> = z.output<(typeof routes)[Name]['params']>;
