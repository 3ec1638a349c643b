import * as z from 'zod';
import { originSchema } from './emissions.ts';
import { factorySummarySchema } from './factory.ts';
import { instantMsSchema } from './ids.ts';

/** One factory's line of the network status, written once a minute by `watch`. */
export const factoryStatusSchema = z.object({
  factoryId: z.string(),
  lastReadingAtMs: instantMsSchema.nullable(),
  rateKgPerS: z.number().nullable().describe('sum over the chimneys with a reading in the last 2 minutes'),
  chimneysReporting: z
    .int()
    .describe('chimneys whose newest reading tells a rate: those the rate is the sum of'),
  chimneysInUse: z.int(),
  operatingState: z.enum(['firing', 'off', 'unknown']),
  openAlerts: z.int(),
});
export type FactoryStatus = z.infer<typeof factoryStatusSchema>;

export const overviewSchema = z.object({
  asOfMs: instantMsSchema.nullable().describe('null: nothing was evaluated yet'),
  factories: z.array(
    factoryStatusSchema.extend(
      factorySummarySchema.pick({
        name: true,
        county: true,
        latitudeDeg: true,
        longitudeDeg: true,
        approximate: true,
      }).shape,
    ),
  ),
  network: z.object({
    origin: originSchema.describe('seeded when anything behind these figures is'),
    todayKg: z.number(),
    todayExpandedUncertaintyKg: z.number().nullable().describe('k = 2'),
    todayCapture: z.number().nullable(),
    intensityKgPerKg: z.number().nullable().describe('28 complete days, stack CO2 per kg made tea'),
    intensityExpandedUncertaintyKgPerKg: z.number().nullable().describe('k = 2'),
    operationalShare: z
      .number()
      .nullable()
      .describe(
        'share of factories whose valid operating hours are at least half of their operating hours, 28 days',
      ),
  }),
});
export type Overview = z.infer<typeof overviewSchema>;
