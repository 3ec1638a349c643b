import * as z from 'zod';

export const roles = ['factory-manager', 'hq-manager', 'ops', 'verifier'] as const;
export const roleSchema = z.enum(roles);
export type Role = z.infer<typeof roleSchema>;

/**
 * What an account may do. It comes from the membership record alone, never from the token.
 * Only a factory manager is bound to one factory; the other roles see the network.
 */
export const membershipSchema = z.discriminatedUnion('role', [
  z.object({
    sub: z.string(),
    name: z.string(),
    role: z.literal('factory-manager'),
    factoryId: z.string(),
    expiresAtMs: z.int().nullable(),
  }),
  z.object({
    sub: z.string(),
    name: z.string(),
    role: z.enum(['hq-manager', 'ops', 'verifier']),
    factoryId: z.null(),
    expiresAtMs: z.int().nullable(),
  }),
]);
export type Membership = z.infer<typeof membershipSchema>;
