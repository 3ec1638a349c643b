import type { Plant } from './plant.ts';
import { seedOf, uniformAt, wanderAt } from './seeded-random.ts';

const minuteMs = 60_000;
const dayMs = 86_400_000;
const nairobiOffsetMs = 3 * 3_600_000;

/** Running number of the Nairobi day; day 0 is Thursday, 1970-01-01. */
export const dayNumber = (atMs: number): number => Math.floor((atMs + nairobiOffsetMs) / dayMs);

export const dayStartMs = (day: number): number => day * dayMs - nairobiOffsetMs;

const isSunday = (day: number): boolean => (day + 4) % 7 === 0;

/** Whether the whole factory rests that day: Sundays where that is the custom, and a rare day of maintenance. */
export const restsOn = (plant: Pick<Plant, 'factoryId' | 'restsOnSunday'>, day: number): boolean =>
  (plant.restsOnSunday && isSunday(day)) || uniformAt(seedOf(`${plant.factoryId}/maintenance`), day) < 0.008;

/**
 * Leaf supply of the day relative to the yearly mean, 0.72 to 1.28: rain and plucking rounds move it over weeks,
 * chance from day to day. Throughput of the furnace and made tea both follow it.
 */
export const leafSupply = (factoryId: string, day: number): number => {
  const season = 0.12 * wanderAt(seedOf('rain'), day * dayMs, 45 * dayMs);
  const round = 0.08 * wanderAt(seedOf(`${factoryId}/round`), day * dayMs, 8 * dayMs);
  return 1 + season + round + 0.16 * (uniformAt(seedOf(`${factoryId}/leaf`), day) - 0.5);
};

export type Shift = { readonly fromMs: number; readonly toMs: number };

/** When the furnace burns on that day; null when it rests. Start and end differ by up to 12 minutes a day. */
export const shiftOf = (plant: Plant, day: number): Shift | null => {
  if (restsOn(plant, day)) return null;
  const seed = seedOf(`${plant.chimneyId}/shift`);
  const startOffset = Math.round(24 * uniformAt(seed, 2 * day) - 12);
  const endOffset = Math.round(24 * uniformAt(seed, 2 * day + 1) - 12);
  return {
    fromMs: dayStartMs(day) + (plant.shiftStartMinute + startOffset) * minuteMs,
    toMs: dayStartMs(day) + (plant.shiftEndMinute + endOffset) * minuteMs,
  };
};

/** Minutes of the Nairobi day in which the furnace is fed, whatever day their shift began. */
export const firingMinutesOn = (plant: Plant, day: number): number => {
  const from = dayStartMs(day);
  const within = [shiftOf(plant, day - 1), shiftOf(plant, day)].map((shift) =>
    shift === null ? 0 : Math.min(shift.toMs, from + dayMs) - Math.max(shift.fromMs, from),
  );
  return within.reduce((sum, ms) => sum + Math.max(0, ms), 0) / minuteMs;
};
