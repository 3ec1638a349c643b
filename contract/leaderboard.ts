import * as z from 'zod';
import { basisSchema, originSchema } from './emissions.ts';
import { factorySummarySchema } from './factory.ts';

const figures = z.object({
  intensityKgPerKg: z.number().describe('Σ emissions / Σ made tea over the days that have both'),
  expandedUncertaintyKgPerKg: z.number().describe('k = 2'),
  coverage: z.number().min(0).max(1),
  emissionsKg: z.number(),
  madeTeaKg: z.number(),
  daysCounted: z.int(),
  change: z
    .object({
      direction: z.enum(['improved', 'worsened', 'unclear']).describe('unclear: within its uncertainty'),
      relative: z.number().describe('(this − previous) / previous'),
    })
    .nullable()
    .describe('against the previous period of the same length; null when that one is not comparable'),
  dailyIntensityKgPerKg: z
    .array(z.number().nullable())
    .describe('one per day of the period, for the sparkline'),
});

const identity = factorySummarySchema.pick({
  factoryId: true,
  name: true,
  region: true,
  size: true,
  mainFuel: true,
});

export const leaderboardSchema = z.object({
  basis: basisSchema,
  fromDate: z.iso.date(),
  toDate: z.iso.date().describe('last day, inclusive'),
  coverageFloor: z.number(),
  origin: originSchema.describe('seeded when any day of the period is'),
  ranked: z.array(identity.extend({ rank: z.int().min(1), tied: z.boolean(), ...figures.shape })),
  unranked: z.array(identity.extend({ reason: z.string(), coverage: z.number().nullable() })),
});
export type Leaderboard = z.infer<typeof leaderboardSchema>;
