import { minuteMs } from '../domain/nairobi.ts';

/** When the clock starts what, in the cloud and on a laptop. `rollup` and `watch` run once per work partition. */
export const rollupPeriodMs = 10 * minuteMs;
export const watchPeriodMs = minuteMs;
/** By Nairobi's clock, when the boilers of a day are out and those of the next not yet lit. */
export const reconcileAt = { hour: 2, minute: 30, timeZone: 'Africa/Nairobi' } as const;
