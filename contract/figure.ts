import * as z from 'zod';

/**
 * A figure between two limits, both inclusive: 0, or at least 1e-9. What is smaller is a slip of the pen, and
 * the store takes no 1e-200 at all.
 */
export const figureSchema = (lowest: number, highest: number) =>
  z
    .number()
    .min(lowest)
    .max(highest)
    .refine((value) => value === 0 || Math.abs(value) >= 1e-9, 'write 0 or a number of at least 1e-9');
