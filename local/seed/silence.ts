import { dayNumber } from '../simulator/firing-shift.ts';
import { seedOf, uniformAt } from '../simulator/seeded-random.ts';
import { silentFactory } from './special-chimneys.ts';

const hourMs = 3_600_000;

/** On about every 40th day a chimney's device is silent for 2 to 6 hours: a dead battery, a cut antenna cable. */
const shortSilenceOn = (chimneyId: string, day: number): { fromHour: number; hours: number } | null => {
  const seed = seedOf(`${chimneyId}/silence`);
  if (uniformAt(seed, 3 * day) > 0.025) return null;
  return {
    fromHour: 6 + Math.floor(10 * uniformAt(seed, 3 * day + 1)),
    hours: 2 + Math.floor(5 * uniformAt(seed, 3 * day + 2)),
  };
};

/** Whether the seeded history has no reading of that chimney in the hour that starts at `hourStartMs` (UTC ms). */
export const isSilentHour = (
  chimney: { readonly chimneyId: string; readonly factoryId: string },
  hourStartMs: number,
  nowMs: number,
): boolean => {
  const day = dayNumber(hourStartMs);
  const daysAgo = dayNumber(nowMs) - day;
  const { factoryId, fromDaysAgo, toDaysAgo } = silentFactory;
  if (chimney.factoryId === factoryId && daysAgo <= fromDaysAgo && daysAgo > toDaysAgo) return true;
  if (daysAgo <= 0) return false;
  const silence = shortSilenceOn(chimney.chimneyId, day);
  const hour = (hourStartMs / hourMs + 3) % 24;
  return silence !== null && hour >= silence.fromHour && hour < silence.fromHour + silence.hours;
};
