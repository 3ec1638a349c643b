import * as z from 'zod';
import { portalOrigin } from '../adapters/environment/variables.ts';

export const envSchema = z.object({ ...portalOrigin });
export type Env = z.infer<typeof envSchema>;
