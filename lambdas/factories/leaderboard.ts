import type { FactorySummary } from '@carbon-track/contract/factory.ts';
import type { Leaderboard } from '@carbon-track/contract/leaderboard.ts';
import type { RouteQuery } from '@carbon-track/contract/routes.ts';
import { addDays, nairobiDate } from '../domain/nairobi.ts';
import { worstOrigin } from '../domain/origins.ts';
import { coverageFloor, rankFactories } from '../domain/rank-factories.ts';
import { refuse } from '../middleware/refusal.ts';
import { daysByFactory } from './factory-days.ts';
import type { FactoryPorts } from './ports.ts';

type Query = RouteQuery<'getLeaderboard'>;

/** No chimney was measured before; it also keeps date arithmetic away from the edges of the calendar. */
const firstDate = '2000-01-01';

const lastDayOf = ({ toDate }: Query, nowMs: number): string => {
  const yesterday = addDays(nairobiDate(nowMs), -1);
  if (toDate === undefined) return yesterday;
  if (toDate >= firstDate && toDate <= yesterday) return toDate;
  throw refuse('invalid-input', `Choose a complete day between ${firstDate} and ${yesterday}.`, [
    { path: 'query.toDate', message: 'not a complete day' },
  ]);
};

const checkBasis = ({ basis }: Query): void => {
  if (basis === 'stack_co2') return;
  throw refuse(
    'invalid-input',
    'Use basis=stack_co2: the other bases need logged fuel, which is not there yet.',
    [{ path: 'query.basis', message: 'not available yet' }],
  );
};

const matches =
  ({ region, size, mainFuel }: Query) =>
  (factory: FactorySummary): boolean =>
    (region === undefined || factory.region === region) &&
    (size === undefined || factory.size === size) &&
    (mainFuel === undefined || factory.mainFuel === mainFuel);

/** Ranks the factories that fit the filters, over `days` complete days, against the same number of days before. */
export const leaderboard = async (
  { registry, days, now }: Pick<FactoryPorts, 'registry' | 'days' | 'now'>,
  query: Query,
): Promise<Leaderboard> => {
  checkBasis(query);
  const toDate = lastDayOf(query, now());
  const fromDate = addDays(toDate, 1 - query.days);
  const [factories, networkDays] = await Promise.all([
    registry.listFactories(),
    days.networkDays(addDays(fromDate, -query.days), toDate),
  ]);
  const byFactory = daysByFactory(networkDays);
  const chosen = factories.filter(matches(query)).map((factory) => ({
    identity: {
      factoryId: factory.factoryId,
      name: factory.name,
      region: factory.region,
      size: factory.size,
      mainFuel: factory.mainFuel,
    },
    days: byFactory.get(factory.factoryId) ?? [],
  }));
  const shown = chosen.flatMap((factory) => factory.days.filter(({ date }) => date >= fromDate));
  return {
    basis: query.basis,
    fromDate,
    toDate,
    coverageFloor,
    origin: worstOrigin(shown.map((day) => day.origin)),
    ...rankFactories({ fromDate, toDate, factories: chosen }),
  };
};
