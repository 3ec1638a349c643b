import { isDeepStrictEqual } from 'node:util';
import { settleBounded } from '../adapters/bounded.ts';
import type { FactoryDay, NetworkDay } from '../adapters/ports/day-store.ts';
import type { FactoryRecord } from '../adapters/ports/registry.ts';
import { untilUnchallenged } from './guarded.ts';
import type { FoldPorts } from './ports.ts';
import { sumFactoryDay } from './sum-factory-day.ts';

const readsAtOnce = 8;

export type SummedUp = { readonly written: boolean; readonly conflicts: number };

const allOf = async <Item, Answer>(
  items: readonly Item[],
  read: (item: Item) => Promise<Answer>,
): Promise<Answer[]> =>
  (await settleBounded(items, readsAtOnce, read)).map((answer) => {
    if (answer.status === 'rejected') throw answer.reason;
    return answer.value;
  });

/** Sums one factory-day anew: version first, then the chimneys' days, then a conditional write if anything differs. */
export const sumUpFactoryDay = async (
  { days, production }: Pick<FoldPorts, 'days' | 'production'>,
  record: FactoryRecord,
  date: string,
  nowMs: number,
): Promise<SummedUp> => {
  const { factoryId } = record.factory;
  const attempt = async () => {
    const stored = await days.factoryDay(factoryId, date);
    const children = await allOf(record.chimneys, ({ chimneyId }) => days.chimneyDay(chimneyId, date));
    const known = children.filter((day) => day !== null);
    if (stored === null && known.length === 0) return { written: false };
    const madeTeaKg = await production.madeTeaKg(factoryId, date);
    const version = stored?.version ?? 0;
    const next = sumFactoryDay({ record, date, version, days: known, madeTeaKg, nowMs });
    if (isDeepStrictEqual(stored, next)) return { written: false };
    return (await days.putFactoryDay(next)) === 'conflict' ? ('conflict' as const) : { written: true };
  };
  const { answer, conflicts } = await untilUnchallenged(`The day ${date} of ${factoryId}`, attempt);
  return { ...answer, conflicts };
};

const rowOf = ({ version: _version, date: _date, ...row }: FactoryDay): NetworkDay['factories'][number] =>
  row;

/** Lists the factory-days of one work partition anew, factories by id, under the same guard. */
export const sumUpNetworkDay = async (
  { days }: Pick<FoldPorts, 'days'>,
  partition: number,
  factoryIds: readonly string[],
  date: string,
): Promise<SummedUp> => {
  const attempt = async () => {
    const stored = await days.networkDay(partition, date);
    const rows = await allOf([...factoryIds].sort(), (factoryId) => days.factoryDay(factoryId, date));
    const factories = rows.filter((row) => row !== null).map(rowOf);
    if (stored === null && factories.length === 0) return { written: false };
    const next = { partition, date, version: stored?.version ?? 0, factories };
    if (isDeepStrictEqual(stored, next)) return { written: false };
    return (await days.putNetworkDay(next)) === 'conflict' ? ('conflict' as const) : { written: true };
  };
  const { answer, conflicts } = await untilUnchallenged(
    `The network day ${date} of partition ${partition}`,
    attempt,
  );
  return { ...answer, conflicts };
};
