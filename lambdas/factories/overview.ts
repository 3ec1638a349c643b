import type { FactorySummary } from '@carbon-track/contract/factory.ts';
import type { FactoryStatus, Overview } from '@carbon-track/contract/overview.ts';
import { sumOverSources } from '../domain/emission-totals.ts';
import { ratioOfSums } from '../domain/intensity.ts';
import { addDays, nairobiDate } from '../domain/nairobi.ts';
import { emissionsKgOf, isCountedDay } from '../domain/ranking/period-figures.ts';
import { type DayOfFactory, daysByFactory } from './factory-days.ts';
import type { FactoryPorts } from './ports.ts';

/** Days the network's figures are taken over. */
const periodDays = 28;

const neverEvaluated = ({ factoryId, chimneyCount }: FactorySummary): FactoryStatus => ({
  factoryId,
  lastReadingAtMs: null,
  rateKgPerS: null,
  chimneysReporting: 0,
  chimneysInUse: chimneyCount,
  operatingState: 'unknown',
  openAlerts: 0,
});

const intensityOf = (days: readonly DayOfFactory[]): number | null => {
  const counted = days.filter(isCountedDay);
  return ratioOfSums(
    counted.map(emissionsKgOf),
    counted.map(({ madeTeaKg }) => madeTeaKg ?? 0),
  );
};

/** Valid operating hours are at least half of all. Without any operating hour known, the goal is not met. */
const isOperational = (days: readonly DayOfFactory[]): boolean => {
  const operatingS = days.reduce((sum, { totals }) => sum + totals.operatingS, 0);
  const validS = days.reduce((sum, { totals }) => sum + totals.measuredOperatingS, 0);
  return operatingS > 0 && 2 * validS >= operatingS;
};

const operationalShare = (
  factories: readonly FactorySummary[],
  byFactory: ReadonlyMap<string, readonly DayOfFactory[]>,
): number | null => {
  if (factories.length === 0 || byFactory.size === 0) return null;
  const met = factories.filter(({ factoryId }) => isOperational(byFactory.get(factoryId) ?? []));
  return met.length / factories.length;
};

/** The network as `watch` last saw it, with the day so far and the figures of the last 28 complete days. */
export const overview = async ({
  registry,
  days,
  networkStatus,
  now,
}: Pick<FactoryPorts, 'registry' | 'days' | 'networkStatus' | 'now'>): Promise<Overview> => {
  const today = nairobiDate(now());
  const [factories, status, networkDays] = await Promise.all([
    registry.listFactories(),
    networkStatus.read(),
    days.networkDays(addDays(today, -periodDays), today),
  ]);
  const statusOf = new Map(status.factories.map((line) => [line.factoryId, line]));
  const past = networkDays.filter(({ date }) => date < today);
  const todays = networkDays.filter(({ date }) => date === today).flatMap((day) => day.factories);
  const soFar = sumOverSources(todays.map(({ totals }) => totals));
  const byFactory = daysByFactory(past);
  return {
    asOfMs: status.asOfMs,
    factories: factories.map((factory) => ({
      ...(statusOf.get(factory.factoryId) ?? neverEvaluated(factory)),
      name: factory.name,
      county: factory.county,
      latitudeDeg: factory.latitudeDeg,
      longitudeDeg: factory.longitudeDeg,
      approximate: factory.approximate,
    })),
    network: {
      todayKg: soFar.measuredKg + soFar.substitutedKg,
      todayCapture: soFar.capture,
      intensityKgPerKg: intensityOf([...byFactory.values()].flat()),
      operationalShare: operationalShare(factories, byFactory),
    },
  };
};
