import * as z from 'zod';

/** `GET /config.json` of the portal's own origin: the same build runs on a laptop and in every stage. */
export const portalConfigSchema = z.object({
  stage: z.string(),
  region: z.string(),
  userPoolId: z.string(),
  userPoolClientId: z.string(),
  userPoolEndpoint: z.url().nullable().describe('only on a laptop, where the pool is local; null on AWS'),
  apiUrl: z.string().describe('prefix of /api; empty for the same origin'),
  mqttUrl: z.string().describe('ws(s):// URL of the broker for browsers, custom authorizer name included'),
  seeded: z.boolean().describe('true where history was invented for a demonstration'),
});
export type PortalConfig = z.infer<typeof portalConfigSchema>;
