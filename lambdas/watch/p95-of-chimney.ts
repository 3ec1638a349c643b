import { cached } from '../adapters/cached.ts';
import type { DayStore } from '../adapters/ports/day-store.ts';
import { addDays, hourMs, nairobiDate } from '../domain/nairobi.ts';
import { p95RateKgPerS } from '../domain/p95-rate.ts';
import type { P95Of } from './ports.ts';

const historyDays = 28;

/** Reads a chimney's yardstick of "high emission" from its day items, and remembers it for an hour. */
export const p95OfChimney = (days: Pick<DayStore, 'chimneyDays'>, now: () => number): P95Of =>
  cached(
    async (chimneyId) => {
      const today = nairobiDate(now());
      const history = await days.chimneyDays(chimneyId, addDays(today, -historyDays), addDays(today, -1));
      const slots = history.flatMap(({ hours }) => hours.filter((slot) => slot !== null));
      return p95RateKgPerS(slots.map(({ fold }) => fold));
    },
    hourMs,
    now,
  );
