import * as z from 'zod';

/** Text a person wrote, of at most `longest` characters. JSON can carry half of a character pair; stores refuse it. */
export const textSchema = (longest: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(longest)
    .regex(/^\P{Cs}*$/u, 'write whole characters');
