import type { Resolution } from '@carbon-track/contract/emissions.ts';
import type { RouteQuery } from '@carbon-track/contract/routes.ts';
import * as z from 'zod';
import { decodeCursor, encodeCursor, InvalidCursorError } from '../adapters/cursor.ts';
import {
  dayMs,
  hourFloorMs,
  hourMs,
  minuteFloorMs,
  minuteMs,
  nairobiDate,
  nairobiDayStartMs,
} from '../domain/nairobi.ts';
import { refuse } from '../middleware/refusal.ts';

/** `[fromMs, toMs)`, on edges of the resolution. */
export type Window = { readonly fromMs: number; readonly toMs: number };

type Grain = {
  readonly stepMs: number;
  readonly floorMs: (ms: number) => number;
  /** Longest range one query may ask for, over all its pages. */
  readonly longestMs: number;
  readonly mostPoints: number;
};

const grains: Record<Resolution, Grain> = {
  // Raw minutes are kept 35 days; a page of minutes is at most a day.
  minute: { stepMs: minuteMs, floorMs: minuteFloorMs, longestMs: 36 * dayMs, mostPoints: 1_440 },
  hour: { stepMs: hourMs, floorMs: hourFloorMs, longestMs: 400 * dayMs, mostPoints: 1_440 },
  day: {
    stepMs: dayMs,
    floorMs: (ms) => nairobiDayStartMs(nairobiDate(ms)),
    longestMs: 3_660 * dayMs,
    mostPoints: 400,
  },
};

/** 2000-01-01 in Nairobi. Earlier instants hold nothing and would leave the calendar's edges. */
const earliestMs = Date.UTC(1999, 11, 31, 21);

const positionSchema = z.strictObject({ fromMs: z.int() });

const rangeError = (path: string, detail: string) =>
  refuse('invalid-input', detail, [{ path: `query.${path}`, message: 'out of range' }]);

const wholeRange = (query: RouteQuery<'getEmissions'>, nowMs: number): Window => {
  const { stepMs, floorMs, longestMs } = grains[query.resolution];
  if (query.fromMs < earliestMs) throw rangeError('fromMs', 'Ask for instants since the year 2000.');
  if (query.fromMs >= query.toMs) throw rangeError('toMs', 'Choose a toMs later than fromMs.');
  if (query.toMs - query.fromMs > longestMs)
    throw rangeError(
      'toMs',
      `Ask for at most ${longestMs / dayMs} days at this resolution, or for a coarser one.`,
    );
  // Nothing lies in the future, so a range may reach into it but needs no pages there.
  const endMs = Math.min(query.toMs, nowMs + stepMs);
  return { fromMs: floorMs(Math.min(query.fromMs, endMs)), toMs: floorMs(endMs - 1) + stepMs };
};

/** The part of the asked range that one page shows, and the cursor of the next page. Throws `invalid-input`. */
export const pageWindow = (
  query: RouteQuery<'getEmissions'>,
  nowMs: number,
): { readonly window: Window; readonly nextCursor: string | null } => {
  const { stepMs, floorMs, mostPoints } = grains[query.resolution];
  const whole = wholeRange(query, nowMs);
  const fromMs =
    query.cursor === undefined ? whole.fromMs : decodeCursor(query.cursor, positionSchema).fromMs;
  if (
    query.cursor !== undefined &&
    (fromMs < whole.fromMs || fromMs >= whole.toMs || fromMs !== floorMs(fromMs))
  )
    throw new InvalidCursorError('The cursor belongs to another range; start again without it.');
  const toMs = Math.max(fromMs, Math.min(whole.toMs, fromMs + Math.min(query.limit, mostPoints) * stepMs));
  const nextCursor = toMs < whole.toMs ? encodeCursor({ fromMs: toMs }) : null;
  return { window: { fromMs, toMs }, nextCursor };
};
