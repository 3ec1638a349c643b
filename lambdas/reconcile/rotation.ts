import { addDays, dayMs, nairobiDate, nairobiDayStartMs } from '../domain/nairobi.ts';

/** Minutes live 35 days; hours of this many days are folded again by rotation. */
export const rotationDays = 30;
/** Each night takes every seventh day, so that each day is looked at about four times before its minutes expire. */
const nightsPerRound = 7;

const dayNumber = (date: string): number => Math.round(nairobiDayStartMs(date) / dayMs);

/** The dates of one night, oldest first: yesterday, and every seventh day before. */
export const datesOfNight = (nowMs: number): string[] => {
  const today = nairobiDate(nowMs);
  const turn = dayNumber(today) % nightsPerRound;
  return Array.from({ length: rotationDays }, (_, index) => addDays(today, index - rotationDays)).filter(
    (date, index) => index === rotationDays - 1 || dayNumber(date) % nightsPerRound === turn,
  );
};
