import type { FactorySummary } from '@carbon-track/contract/factory.ts';
import type { FactoryStatus, Overview } from '@carbon-track/contract/overview.ts';
import { sumOverSources, sumOverTime } from '../domain/emission-totals.ts';
import { intensityUncertainty, ratioOfSums } from '../domain/intensity.ts';
import { addDays, nairobiDate } from '../domain/nairobi.ts';
import { worstOrigin } from '../domain/origins.ts';
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

/** Days add up within each factory, whose sensors err in one direction; factories are independent of each other. */
const intensityOf = (byFactory: ReadonlyMap<string, readonly DayOfFactory[]>) => {
  const counted = [...byFactory.values()].map((days) => days.filter(isCountedDay));
  const days = counted.flat();
  const tea = days.map(({ madeTeaKg }) => madeTeaKg);
  const intensityKgPerKg = ratioOfSums(days.map(emissionsKgOf), tea);
  if (intensityKgPerKg === null) return { intensityKgPerKg, intensityExpandedUncertaintyKgPerKg: null };
  const sums = counted.map((own) => sumOverTime(own.map(({ totals }) => totals)));
  const { expandedUncertaintyKg } = sumOverSources(sums);
  const madeTeaKg = tea.reduce((sum, kg) => sum + kg, 0);
  return {
    intensityKgPerKg,
    intensityExpandedUncertaintyKgPerKg: intensityUncertainty({
      intensityKgPerKg,
      madeTeaKg,
      expandedUncertaintyKg,
    }),
  };
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
      todayExpandedUncertaintyKg: soFar.expandedUncertaintyKg,
      todayCapture: soFar.capture,
      origin: worstOrigin(networkDays.flatMap((day) => day.factories.map(({ origin }) => origin))),
      ...intensityOf(byFactory),
      operationalShare: operationalShare(factories, byFactory),
    },
  };
};
