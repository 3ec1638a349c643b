import * as z from 'zod';

export const ranges = ['1d', '7d', '28d', '1y'] as const;
export type Range = (typeof ranges)[number];

/** A day and a week are drawn by the hour, four weeks by the day, a year by the week. `chimney` absent: the factory. */
export const trendsSearchSchema = z.object({
  range: z.enum(ranges).default('28d').catch('28d'),
  chimney: z.string().optional().catch(undefined),
});
export type TrendsSearch = z.output<typeof trendsSearchSchema>;
