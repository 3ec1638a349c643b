import * as z from 'zod';
import { ledgerTable, telemetryTable } from '../adapters/environment/variables.ts';

export const envSchema = z.object({ ...telemetryTable, ...ledgerTable });
export type Env = z.infer<typeof envSchema>;
