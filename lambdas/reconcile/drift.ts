import { isDeepStrictEqual } from 'node:util';
import type { ChimneyDay, FactoryDay } from '../adapters/ports/day-store.ts';
import { hourMs, nairobiDayStartMs } from '../domain/nairobi.ts';

/** Something stored that did not follow from what it stands on. `kg` is what folding anew added or took away. */
export type Drift = {
  readonly where: string;
  readonly startMs: number;
  readonly kg: number;
  readonly what:
    | 'hour differs'
    | 'hour missing'
    | 'left provisional'
    | 'readings lost'
    | 'factory sum differs';
};

type Change = { readonly before: ChimneyDay; readonly after: ChimneyDay };

/** Hours whose fold changed although nothing had marked them. */
export const hourDrifts = ({ before, after }: Change): Drift[] =>
  after.hours.flatMap((slot, index): Drift[] => {
    const old = before.hours[index] ?? null;
    const isSame = isDeepStrictEqual(old?.fold, slot?.fold);
    if (isSame && old?.provisional === slot?.provisional) return [];
    const kg = (slot?.fold.integratedKg ?? 0) - (old?.fold.integratedKg ?? 0);
    const what = isSame ? 'left provisional' : old === null ? 'hour missing' : 'hour differs';
    const startMs = nairobiDayStartMs(after.date) + index * hourMs;
    return [{ where: after.chimneyId, startMs, kg, what }];
  });

/** How many hours got another substitute, or lost one. That is what recomputing is for, and no drift. */
export const substituteChanges = ({ before, after }: Change): number =>
  after.hours.filter(
    (slot, index) =>
      !isDeepStrictEqual(slot?.substitution ?? null, before.hours[index]?.substitution ?? null),
  ).length;

/** A factory-day that was not the sum of its chimney-days. Tea and coverage may change without a fold. */
export const factoryDrift = (before: FactoryDay | null, after: FactoryDay | null): Drift[] => {
  if (after === null || isDeepStrictEqual(before?.totals, after.totals)) return [];
  const kg = after.totals.integratedKg - (before?.totals.integratedKg ?? 0);
  const startMs = nairobiDayStartMs(after.date);
  return [{ where: after.factoryId, startMs, kg, what: 'factory sum differs' }];
};
