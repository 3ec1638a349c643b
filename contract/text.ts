import * as z from 'zod';

/** Text a person wrote, of at most `longest` characters. JSON can carry half of a character pair; stores refuse it. */
export const textSchema = (longest: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(longest)
    .refine((text) => text.isWellFormed(), 'write whole characters');
