import * as z from 'zod';
import { ledgerTable, portalOrigin } from '../adapters/environment/variables.ts';

export const envSchema = z.object({ ...ledgerTable, ...portalOrigin });
export type Env = z.infer<typeof envSchema>;
