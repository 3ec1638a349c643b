import * as z from 'zod';

export const choices = {
  region: ['West of Rift', 'East of Rift'],
  size: ['small', 'medium', 'large'],
  mainFuel: ['firewood', 'biomass-briquette', 'residual-fuel-oil', 'diesel'],
} as const;

/** The leaderboard's address: basis always, filters only when set. A value that does not exist is dropped. */
export const leaderboardSearchSchema = z.object({
  basis: z.enum(['stack_co2']).default('stack_co2').catch('stack_co2'),
  region: z.enum(choices.region).optional().catch(undefined),
  size: z.enum(choices.size).optional().catch(undefined),
  mainFuel: z.enum(choices.mainFuel).optional().catch(undefined),
});
export type LeaderboardSearch = z.output<typeof leaderboardSearchSchema>;
