import * as z from 'zod';
import { iotDataEndpoint, ledgerTable } from '../adapters/environment/variables.ts';

export const envSchema = z.object({ ...ledgerTable, ...iotDataEndpoint });
export type Env = z.infer<typeof envSchema>;
