import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Navigate,
} from '@tanstack/react-router';
import * as z from 'zod';
import { leaderboardSearchSchema } from '../features/leaderboard/search.ts';
import { trendsSearchSchema } from '../features/trends/search.ts';
import { useMember } from './member.ts';
import { homeOf } from './nav-items.ts';
import { NotFound } from './routes/not-found.tsx';
import { ScreenFailed } from './routes/screen-failed.tsx';
import { Shell } from './shell/shell.tsx';

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound });
const under = { getParentRoute: () => root };

const Home = () => <Navigate to={homeOf(useMember())} replace />;
const optional = <Schema extends z.ZodType>(schema: Schema) => schema.optional().catch(undefined);

/** Every address of the portal. A screen is downloaded when it is first opened. */
const routeTree = root.addChildren([
  createRoute({ ...under, path: '/', component: Home }),
  createRoute({
    ...under,
    path: '/overview',
    component: lazyRouteComponent(() => import('./routes/overview-route.tsx'), 'OverviewRoute'),
  }),
  createRoute({
    ...under,
    path: '/leaderboard',
    validateSearch: leaderboardSearchSchema,
    component: lazyRouteComponent(() => import('./routes/leaderboard-route.tsx'), 'LeaderboardRoute'),
  }),
  createRoute({
    ...under,
    path: '/factories',
    validateSearch: z.object({ q: optional(z.coerce.string()) }),
    component: lazyRouteComponent(() => import('./routes/factories-route.tsx'), 'FactoriesRoute'),
  }),
  createRoute({
    ...under,
    path: '/factories/$factoryId',
    component: lazyRouteComponent(() => import('./routes/live-route.tsx'), 'LiveRoute'),
  }),
  createRoute({
    ...under,
    path: '/factories/$factoryId/trends',
    validateSearch: trendsSearchSchema,
    component: lazyRouteComponent(() => import('./routes/trends-route.tsx'), 'TrendsRoute'),
  }),
  createRoute({
    ...under,
    path: '/factories/$factoryId/alerts',
    component: lazyRouteComponent(() => import('./routes/alerts-routes.tsx'), 'FactoryAlertsRoute'),
  }),
  createRoute({
    ...under,
    path: '/alerts',
    component: lazyRouteComponent(() => import('./routes/alerts-routes.tsx'), 'NetworkAlertsRoute'),
  }),
  createRoute({
    ...under,
    path: '/devices',
    validateSearch: z.object({ factoryId: optional(z.string()) }),
    component: lazyRouteComponent(() => import('./routes/devices-route.tsx'), 'DevicesRoute'),
  }),
  createRoute({
    ...under,
    path: '/quarantine',
    validateSearch: z.object({ date: optional(z.iso.date()) }),
    component: lazyRouteComponent(() => import('./routes/quarantine-route.tsx'), 'QuarantineRoute'),
  }),
  createRoute({
    ...under,
    path: '/settings',
    component: lazyRouteComponent(() => import('./routes/settings-route.tsx'), 'SettingsRoute'),
  }),
]);

const makeRouter = () =>
  createRouter({
    routeTree,
    scrollRestoration: true,
    defaultPreload: 'intent',
    defaultErrorComponent: ScreenFailed,
  });

/** The router, with the screen of the page's address already on its way: who the reader is comes meanwhile. */
export const createPortalRouter = () => {
  const router = makeRouter();
  void router.preloadRoute({ to: router.latestLocation.pathname as '/' }).catch(() => undefined);
  return router;
};

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
