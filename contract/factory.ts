import * as z from 'zod';
import { assignmentSchema, datedConfigurationSchema } from './chimney.ts';
import { chimneyIdSchema, factoryIdSchema } from './ids.ts';

export const regions = [
  'Bomet',
  'Kericho',
  'Nandi',
  'Kisii',
  'Nyamira',
  'Kiambu',
  'Muranga',
  'Nyeri',
  'Kirinyaga',
  'Embu',
  'Meru',
] as const;

/** A combustion unit: where fuel burns. `chimneyId` null means its gas leaves unmonitored. */
export const combustionUnitSchema = z.object({
  unitId: z.string(),
  kind: z.enum(['boiler', 'furnace', 'genset']),
  name: z.string(),
  mainFuel: z.enum(['firewood', 'biomass-briquette', 'residual-fuel-oil', 'diesel']),
  chimneyId: chimneyIdSchema.nullable(),
});
export type CombustionUnit = z.infer<typeof combustionUnitSchema>;

export const factorySummarySchema = z.object({
  factoryId: factoryIdSchema,
  name: z.string(),
  location: z.string(),
  county: z.string(),
  region: z.enum(['West of Rift', 'East of Rift']),
  latitudeDeg: z.number().min(-5).max(5.5),
  longitudeDeg: z.number().min(33.5).max(42.5),
  altitudeM: z.number(),
  approximate: z
    .boolean()
    .describe('true: coordinates, altitude and chimneys are plausible guesses, not surveyed'),
  size: z.enum(['small', 'medium', 'large']),
  mainFuel: combustionUnitSchema.shape.mainFuel,
  chimneyCount: z.int().min(0),
});
export type FactorySummary = z.infer<typeof factorySummarySchema>;

export const chimneySchema = z.object({ chimneyId: chimneyIdSchema, name: z.string(), inUse: z.boolean() });
export type Chimney = z.infer<typeof chimneySchema>;

export const factoryDetailSchema = factorySummarySchema.extend({
  chimneys: z.array(chimneySchema),
  units: z.array(combustionUnitSchema),
  configurations: z.array(datedConfigurationSchema),
  assignments: z.array(assignmentSchema),
});
export type FactoryDetail = z.infer<typeof factoryDetailSchema>;
