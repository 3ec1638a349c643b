import * as z from 'zod';

const accountSchema = z.discriminatedUnion('role', [
  z.object({
    role: z.literal('factory-manager'),
    name: z.string(),
    email: z.string(),
    factoryId: z.string(),
  }),
  z.object({
    role: z.enum(['hq-manager', 'ops', 'verifier']),
    name: z.string(),
    email: z.string(),
    factoryId: z.null(),
  }),
]);
export const demoLoginSchema = accountSchema.and(z.object({ sub: z.string(), password: z.string() }));
/** A demo account as printed at start. Its password was generated on this machine. */
export type DemoLogin = z.infer<typeof demoLoginSchema>;

/** One person per role. They exist on laptops only. */
export const demoAccounts: readonly z.infer<typeof accountSchema>[] = [
  {
    role: 'factory-manager',
    name: 'Demo manager of Kapkoros',
    email: 'manager@demo.example',
    factoryId: 'kapkoros',
  },
  { role: 'hq-manager', name: 'Demo headquarters', email: 'hq@demo.example', factoryId: null },
  { role: 'ops', name: 'Demo operations', email: 'ops@demo.example', factoryId: null },
  { role: 'verifier', name: 'Demo verifier', email: 'verifier@demo.example', factoryId: null },
];
