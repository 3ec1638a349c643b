import * as z from 'zod';
import { workPartitions } from '../adapters/table-keys.ts';

/** What a schedule sends, once per period and work partition. */
export const partitionEventSchema = z.object({
  partition: z
    .int()
    .min(0)
    .max(workPartitions - 1),
});
