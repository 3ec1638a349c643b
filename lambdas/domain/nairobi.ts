/**
 * The one owner of the day boundary. Days, months and hours of the day are Africa/Nairobi: UTC+3 all year.
 * Instants are ms since 1970 UTC; dates are `YYYY-MM-DD`.
 */
export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;
const nairobiOffsetMs = 3 * hourMs;

/** The calendar day in Nairobi at an instant. */
export const nairobiDate = (ms: number): string => new Date(ms + nairobiOffsetMs).toISOString().slice(0, 10);

/** The instant at which a Nairobi day begins. Throws a RangeError for anything but a real calendar day. */
export const nairobiDayStartMs = (date: string): number => {
  const utcMidnightMs = Date.parse(`${date}T00:00:00.000Z`);
  // `Date.parse` rolls some impossible days over instead of refusing them, so the way back must agree.
  if (Number.isNaN(utcMidnightMs) || new Date(utcMidnightMs).toISOString().slice(0, 10) !== date) {
    throw new RangeError(`"${date}" is no calendar day: write it as 2026-11-24`);
  }
  return utcMidnightMs - nairobiOffsetMs;
};

/** Hour of the Nairobi day, 0 … 23: the slot of an hour in a day item. */
export const nairobiHourIndex = (ms: number): number =>
  Math.floor(floorMod(ms + nairobiOffsetMs, dayMs) / hourMs);

/** The date `days` days later (or earlier, when negative). */
export const addDays = (date: string, days: number): string =>
  nairobiDate(nairobiDayStartMs(date) + days * dayMs);

/** Start of the hour. Nairobi is offset by whole hours, so its hours are UTC hours. */
export const hourFloorMs = (ms: number): number => Math.floor(ms / hourMs) * hourMs;

/** Start of the minute. */
export const minuteFloorMs = (ms: number): number => Math.floor(ms / minuteMs) * minuteMs;

const floorMod = (value: number, modulus: number): number => ((value % modulus) + modulus) % modulus;
