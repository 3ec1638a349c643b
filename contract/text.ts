import * as z from 'zod';

/**
 * Text a person wrote, of at most `longest` characters. JSON can carry half of a character pair; stores refuse it. A
 * pattern would say the same, but few readers of the OpenAPI document know its classes.
 */
export const textSchema = (longest: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(longest)
    .refine((text) => !/\p{Cs}/u.test(text), 'write whole characters');
