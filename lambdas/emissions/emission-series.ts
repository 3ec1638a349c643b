import type { DayPoint, EmissionSeries, HourPoint } from '@carbon-track/contract/emissions.ts';
import type { RouteQuery } from '@carbon-track/contract/routes.ts';
import type { FactoryRecord } from '../adapters/ports/registry.ts';
import { nairobiDate } from '../domain/nairobi.ts';
import { refuse } from '../middleware/refusal.ts';
import { chimneyDayPoint, factoryDayPoint, hourPoint, slotsOf } from './day-points.ts';
import { factoryOrRefuse } from './factory-or-refuse.ts';
import { minuteSeries } from './minute-series.ts';
import type { EmissionPorts } from './ports.ts';
import { pageWindow, type Window } from './window.ts';

const datesOf = ({ fromMs, toMs }: Window) => ({
  fromDate: nairobiDate(fromMs),
  toDate: nairobiDate(Math.max(fromMs, toMs - 1)),
});

/** The hours of a chimney, or of all of a factory's chimneys added up. An hour nothing was folded for is absent. */
const hourSeries = async (
  { days }: Pick<EmissionPorts, 'days'>,
  chimneyIds: readonly string[],
  window: Window,
): Promise<HourPoint[]> => {
  const { fromDate, toDate } = datesOf(window);
  const stored = await Promise.all(chimneyIds.map((id) => days.chimneyDays(id, fromDate, toDate)));
  const slots = stored.flat().flatMap(slotsOf);
  const inside = slots.filter(({ fold }) => fold.startMs >= window.fromMs && fold.startMs < window.toMs);
  const byHour = Map.groupBy(inside, ({ fold }) => fold.startMs);
  return [...byHour].toSorted(([a], [b]) => a - b).map(([startMs, same]) => hourPoint(startMs, same));
};

const daySeries = async (
  { days }: Pick<EmissionPorts, 'days'>,
  { factoryId, chimneyId }: { readonly factoryId: string; readonly chimneyId: string | undefined },
  window: Window,
): Promise<DayPoint[]> => {
  const { fromDate, toDate } = datesOf(window);
  return chimneyId === undefined
    ? (await days.factoryDays(factoryId, fromDate, toDate)).map(factoryDayPoint)
    : (await days.chimneyDays(chimneyId, fromDate, toDate)).map(chimneyDayPoint);
};

const pointsOf = async (
  ports: EmissionPorts,
  record: FactoryRecord,
  { resolution, factoryId, chimneyId }: RouteQuery<'getEmissions'>,
  window: Window,
) => {
  if (resolution === 'day')
    return { resolution, points: await daySeries(ports, { factoryId, chimneyId }, window) };
  if (resolution === 'hour') {
    const all = record.chimneys.map((chimney) => chimney.chimneyId);
    return {
      resolution,
      points: await hourSeries(ports, chimneyId === undefined ? all : [chimneyId], window),
    };
  }
  if (chimneyId === undefined)
    throw refuse('invalid-input', 'Minutes are per chimney: name one in chimneyId.', [
      { path: 'query.chimneyId', message: 'needed with resolution=minute' },
    ]);
  return { resolution, points: await minuteSeries(ports, record, chimneyId, window) };
};

/** One page of a range of minutes, hours or days of a chimney or a factory. */
export const emissionSeries = async (
  ports: EmissionPorts,
  query: RouteQuery<'getEmissions'>,
): Promise<EmissionSeries> => {
  const { factoryId, chimneyId } = query;
  const { window, nextCursor } = pageWindow(query, ports.now());
  const record = await factoryOrRefuse(ports.registry, factoryId, chimneyId);
  const points = await pointsOf(ports, record, query, window);
  return { factoryId, chimneyId: chimneyId ?? null, nextCursor, ...points };
};
