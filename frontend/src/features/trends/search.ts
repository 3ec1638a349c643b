import * as z from 'zod';

export const ranges = ['7d', '28d', '90d'] as const;
export type Range = (typeof ranges)[number];
export const daysOf: Record<Range, number> = { '7d': 7, '28d': 28, '90d': 90 };

/** A week is drawn by the hour, longer ranges by the day. `chimney` absent: the whole factory. */
export const trendsSearchSchema = z.object({
  range: z.enum(ranges).default('28d').catch('28d'),
  chimney: z.string().optional().catch(undefined),
});
export type TrendsSearch = z.output<typeof trendsSearchSchema>;
