import type * as z from 'zod';
import { alertsRoutes } from './routes/alerts.ts';
import { devicesRoutes } from './routes/devices.ts';
import { docsRoutes } from './routes/docs.ts';
import { emissionsRoutes } from './routes/emissions.ts';
import { factoriesRoutes } from './routes/factories.ts';
import { liveRoutes } from './routes/live.ts';
import { quarantineRoutes } from './routes/quarantine.ts';
import { usersRoutes } from './routes/users.ts';

/** Every route of the API, by name. */
export const routes = {
  ...usersRoutes,
  ...factoriesRoutes,
  ...emissionsRoutes,
  ...devicesRoutes,
  ...alertsRoutes,
  ...liveRoutes,
  ...quarantineRoutes,
  ...docsRoutes,
} as const;

export type RouteName = keyof typeof routes;
export type RouteAnswer<Name extends RouteName> = z.output<(typeof routes)[Name]['answer']>;
export type RouteQuery<Name extends RouteName> = z.output<(typeof routes)[Name]['query']>;
export type RouteParams<Name extends RouteName> = z.output<(typeof routes)[Name]['params']>;
