import { type ApiHandler, apiDoor } from '../middleware/api-door.ts';
import { leaderboard } from './leaderboard.ts';
import { factoryDetail, listFactories } from './list-factories.ts';
import { overview } from './overview.ts';
import type { FactoryPorts } from './ports.ts';
import { putConfiguration } from './put-configuration.ts';

/** Factories, how the network stands, and the dated configuration of chimneys. */
export const createHandler = (ports: FactoryPorts): ApiHandler =>
  apiDoor(ports, {
    listFactories: ({ scope, query }) => listFactories(ports, scope, query),
    getFactory: ({ params }) => factoryDetail(ports, params.factoryId),
    getOverview: () => overview(ports),
    getLeaderboard: ({ query }) => leaderboard(ports, query),
    putChimneyConfiguration: ({ params, body }) => putConfiguration(ports, { ...params, ...body }),
  });
