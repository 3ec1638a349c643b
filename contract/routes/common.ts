import * as z from 'zod';

export const none = z.strictObject({});
export const everyone = ['factory-manager', 'hq-manager', 'ops', 'verifier'] as const;
export const network = ['hq-manager', 'ops', 'verifier'] as const;
