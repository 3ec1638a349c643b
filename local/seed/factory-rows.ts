import { combustionUnitSchema, factorySummarySchema } from '@carbon-track/contract/factory.ts';
import * as z from 'zod';
import rows from './factories.json' with { type: 'json' };

/** One line of `factories.json`: edit that file to change the network. */
const factoryRowSchema = z.strictObject({
  name: z.string().min(1),
  location: z.string().includes(','),
  latitudeDeg: factorySummarySchema.shape.latitudeDeg,
  longitudeDeg: factorySummarySchema.shape.longitudeDeg,
  altitudeM: z.number(),
  size: factorySummarySchema.shape.size,
  mainFuel: combustionUnitSchema.shape.mainFuel,
  chimneys: z.int().min(1).max(6),
});
export type FactoryRow = z.infer<typeof factoryRowSchema> & { factoryId: string };

/** `Kapkoros Tea Factory` → `kapkoros`. */
export const factoryIdOf = (name: string): string =>
  name
    .replace(/\s+Tea Factory$/i, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-');

/** The last part of a location names the county: `Litein, Bomet County` → `Bomet`. */
export const countyOf = (location: string): string =>
  (location.split(',').at(-1) ?? '').replace(/\s+County\s*$/i, '').trim();

const westOfRift = new Set(['Bomet', 'Kericho', 'Nandi', 'Kisii', 'Nyamira']);

export const regionOf = (county: string): 'West of Rift' | 'East of Rift' =>
  westOfRift.has(county) ? 'West of Rift' : 'East of Rift';

/** The factories of the demonstration, in file order. Everything but name and location is a plausible guess. */
export const factoryRows: readonly FactoryRow[] = z
  .array(factoryRowSchema)
  .parse(rows)
  .map((row) => ({ ...row, factoryId: factoryIdOf(row.name) }));
