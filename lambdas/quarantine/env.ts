import * as z from 'zod';
import { ledgerTable, portalOrigin, quarantineBucket } from '../adapters/environment/variables.ts';

export const envSchema = z.object({ ...ledgerTable, ...quarantineBucket, ...portalOrigin });
export type Env = z.infer<typeof envSchema>;
