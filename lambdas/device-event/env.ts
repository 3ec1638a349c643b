import * as z from 'zod';
import { ledgerTable, quarantineBucket } from '../adapters/environment/variables.ts';

export const envSchema = z.object({ ...ledgerTable, ...quarantineBucket });
export type Env = z.infer<typeof envSchema>;
