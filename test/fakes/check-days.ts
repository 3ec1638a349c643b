import { expect } from 'vitest';
import type { ChimneyDay, DayStore } from '../../lambdas/adapters/ports/day-store.ts';
import { workPartitionOf } from '../../lambdas/adapters/table-keys.ts';
import type { HourSlot } from '../../lambdas/domain/hour-fold.ts';
import { hourMs, nairobiDayStartMs } from '../../lambdas/domain/nairobi.ts';
import { agrees, type OracleChimney, oracleOf, oracleSum } from '../oracle/oracle.ts';

export const slotsOf = (day: ChimneyDay | null): HourSlot[] =>
  (day?.hours ?? []).filter((slot) => slot !== null);

/**
 * Claims that what is stored of a factory's date equals the oracle: each hour of each chimney, the factory-day, and
 * its row in the network-day. Hours from `fromMs` on, as far as they have begun.
 */
export const expectDateToAgree = async (
  days: DayStore,
  factoryId: string,
  date: string,
  fromMs: number,
  chimneys: Readonly<Record<string, OracleChimney>>,
): Promise<void> => {
  const all: ReturnType<ReturnType<typeof oracleOf>>[] = [];
  for (const [chimneyId, chimney] of Object.entries(chimneys)) {
    const oracle = oracleOf(chimney);
    const starts = Array.from({ length: 24 }, (_, index) => nairobiDayStartMs(date) + index * hourMs).filter(
      (startMs) => startMs + hourMs > fromMs && startMs < chimney.nowMs,
    );
    const slots = slotsOf(await days.chimneyDay(chimneyId, date));
    expect(slots.map(({ fold }) => fold.startMs)).toEqual(starts);
    for (const { fold } of slots) {
      const expected = oracle(fold.startMs);
      all.push(expected);
      const { startMs, coveredMs, operatingMinutes, validReadings, storedReadings } = fold;
      const counted = {
        startMs,
        coveredS: coveredMs / 1_000,
        operatingS: operatingMinutes * 60,
        validReadings,
        storedReadings,
      };
      const { integratedKg, ...counts } = expected;
      expect(counted).toEqual(counts);
      expect(agrees(fold.integratedKg, integratedKg), `${fold.integratedKg} kg of ${integratedKg}`).toBe(
        true,
      );
    }
  }
  const sum = oracleSum(all);
  const factory = await days.factoryDay(factoryId, date);
  const { integratedKg = -1, coveredS, operatingS, validReadings } = factory?.totals ?? {};
  expect({ coveredS, operatingS, validReadings }).toEqual({
    coveredS: sum.coveredS,
    operatingS: sum.operatingS,
    validReadings: sum.validReadings,
  });
  expect(agrees(integratedKg, sum.integratedKg), `${integratedKg} kg of ${sum.integratedKg}`).toBe(true);
  const network = await days.networkDay(workPartitionOf(factoryId), date);
  const row = network?.factories.find((one) => one.factoryId === factoryId);
  expect(row?.totals).toEqual(factory?.totals);
};

/** Every stored day between two dates without its version: what must be equal however one got there. */
export const storedDays = async (
  days: DayStore,
  chimneyIds: readonly string[],
  factoryIds: readonly string[],
  fromDate: string,
  toDate: string,
) => {
  const withoutVersion = <Day extends { version: number }>({ version: _version, ...day }: Day) => day;
  const chimneys = await Promise.all(chimneyIds.map((id) => days.chimneyDays(id, fromDate, toDate)));
  const factories = await Promise.all(factoryIds.map((id) => days.factoryDays(id, fromDate, toDate)));
  const network = await days.networkDays(fromDate, toDate);
  return {
    chimneys: chimneys.flat().map(withoutVersion),
    factories: factories.flat().map(withoutVersion),
    network: network.map(withoutVersion),
  };
};
