import type { NetworkDay } from '../adapters/ports/day-store.ts';

/** One factory's day out of a network-day. */
export type DayOfFactory = NetworkDay['factories'][number] & { readonly date: string };

/** The days of each factory out of all partitions' network-days. */
export const daysByFactory = (networkDays: readonly NetworkDay[]): Map<string, DayOfFactory[]> =>
  Map.groupBy(
    networkDays.flatMap(({ date, factories }) => factories.map((day) => ({ ...day, date }))),
    ({ factoryId }) => factoryId,
  );
