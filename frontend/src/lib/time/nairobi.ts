/** Days are Nairobi days everywhere in Carbon Track: UTC+3 without daylight saving. */
export const nairobi = 'Africa/Nairobi';
export const secondMs = 1_000;
export const minuteMs = 60_000;
export const hourMs = 3_600_000;
export const dayMs = 86_400_000;
const offsetMs = 3 * hourMs;

/** Start of the Nairobi day that holds the instant, in UTC ms. */
export const nairobiDayStartMs = (ms: number): number =>
  Math.floor((ms + offsetMs) / dayMs) * dayMs - offsetMs;

/** `2026-11-24`: the Nairobi calendar day that holds the instant. */
export const nairobiDate = (ms: number): string => new Date(ms + offsetMs).toISOString().slice(0, 10);

/** Start of a calendar day given as `2026-11-24`, in UTC ms. */
export const dateStartMs = (date: string): number => Date.parse(`${date}T00:00:00Z`) - offsetMs;
