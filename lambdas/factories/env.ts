import * as z from 'zod';
import { ledgerTable, portalOrigin, telemetryTable } from '../adapters/environment/variables.ts';

export const envSchema = z.object({ ...telemetryTable, ...ledgerTable, ...portalOrigin });
export type Env = z.infer<typeof envSchema>;
