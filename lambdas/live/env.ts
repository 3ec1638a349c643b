import { z } from 'zod';
import { ledgerTable } from '../adapters/environment/variables.ts';

export const envSchema = z.object({ ...ledgerTable });
export type Env = z.infer<typeof envSchema>;
