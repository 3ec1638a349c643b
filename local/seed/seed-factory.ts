import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { chimneyDayItem, factoryDayItem } from '../../lambdas/adapters/day-items.ts';
import { madeTeaItem } from '../../lambdas/adapters/dynamo-production.ts';
import type { LedgerItem } from '../../lambdas/adapters/ledger-table.ts';
import { minuteItem } from '../../lambdas/adapters/minute-item.ts';
import type { FactoryDay } from '../../lambdas/adapters/ports/day-store.ts';
import { nairobiDate } from '../../lambdas/domain/nairobi.ts';
import type { SeededFactory } from './factory-records.ts';
import { chimneyDaysOf, factoryDayOf } from './seeded-days.ts';
import { seededHours } from './seeded-hours.ts';
import { seededMinutes } from './seeded-minutes.ts';
import type { SeededChimney } from './seeded-reading.ts';

/** Hours are invented for `[fromMs, minutesFromMs)`, raw minutes for `[minutesFromMs, nowMs)`. */
export type SeedPeriod = { readonly fromMs: number; readonly minutesFromMs: number; readonly nowMs: number };

export type FactoryHistory = {
  readonly telemetry: Record<string, AttributeValue>[];
  readonly ledger: LedgerItem[];
  readonly days: FactoryDay[];
};

const chimneysOf = ({ designs, record }: SeededFactory): SeededChimney[] =>
  designs.flatMap((design) => {
    const dated = record.configurations.find(({ chimneyId }) => chimneyId === design.chimneyId);
    return dated === undefined ? [] : [{ design, configuration: dated.configuration }];
  });

/** Everything invented about one factory's past, as items of both tables. */
export const factoryHistory = (factory: SeededFactory, period: SeedPeriod): FactoryHistory => {
  const { factoryId } = factory.record.factory;
  const today = nairobiDate(period.nowMs);
  const chimneys = chimneysOf(factory);
  const row = factory.designs[0]?.factory;
  if (row === undefined)
    throw new Error(`${factoryId} has no chimney: give it at least one in factories.json`);
  const chimneyDays = chimneys.flatMap((chimney) =>
    chimneyDaysOf(
      { chimneyId: chimney.design.chimneyId, factoryId },
      seededHours(chimney, { fromMs: period.fromMs, toMs: period.minutesFromMs, nowMs: period.nowMs }),
    ),
  );
  const days = [...Map.groupBy(chimneyDays, ({ date }) => date).values()].map((ofDate) =>
    factoryDayOf(row, ofDate, today),
  );
  const minutes = chimneys.flatMap((chimney) =>
    seededMinutes(chimney, { fromMs: period.minutesFromMs, toMs: period.nowMs, nowMs: period.nowMs }),
  );
  return {
    telemetry: [...chimneyDays.map(chimneyDayItem), ...days.map(factoryDayItem), ...minutes.map(minuteItem)],
    ledger: days.flatMap(({ date, madeTeaKg }) =>
      madeTeaKg === null ? [] : [madeTeaItem({ factoryId, date, madeTeaKg, origin: 'seeded' })],
    ),
    days,
  };
};
