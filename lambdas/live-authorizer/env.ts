import * as z from 'zod';
import { ledgerTable } from '../adapters/environment/variables.ts';

export const envSchema = z.object({
  ...ledgerTable,
  USER_POOL_ID: z.string().min(1),
  USER_POOL_CLIENT_ID: z.string().min(1),
  /** `arn:aws:iot:eu-west-1:123456789012`: the policies it answers name clients and topics below this. */
  IOT_ARN_PREFIX: z.string().startsWith('arn:'),
});
export type Env = z.infer<typeof envSchema>;
