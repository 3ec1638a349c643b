import { nairobi, nairobiDate } from '../time/nairobi.ts';
import { type Language, localeTag } from './numbers.ts';

/** Clock times and days, always as a wall clock in Kenya shows them, whatever the phone is set to. */
export const timeFormat = (language: Language) => {
  const make = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(localeTag(language), { timeZone: nairobi, ...options });
    return (ms: number): string => format.format(ms);
  };
  const clock = make({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const day = make({ day: 'numeric', month: 'short' });
  return {
    /** 14:02 */
    clock,
    /** 12 Nov */
    day,
    /** 12 Nov, or 14:02 of the day it is now. */
    dayOrClock: (ms: number, nowMs: number): string =>
      nairobiDate(ms) === nairobiDate(nowMs) ? clock(ms) : day(ms),
    /** Mon 23 Nov */
    weekday: make({ weekday: 'short', day: 'numeric', month: 'short' }),
    /** 12 Nov 14:02 */
    dayAndClock: make({
      day: 'numeric',
      month: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    }),
    /** 24 Nov 2026, 14:02:05 */
    full: make({ dateStyle: 'medium', timeStyle: 'medium', hourCycle: 'h23' }),
  };
};
export type TimeFormat = ReturnType<typeof timeFormat>;
