import * as z from 'zod';

const name = z.string().min(1);

/** The environment variables of the Lambdas, each spelled once. A Lambda's `env.ts` picks what it uses. */
export const telemetryTable = { TELEMETRY_TABLE: name } as const;
export const ledgerTable = { LEDGER_TABLE: name } as const;
export const quarantineBucket = { QUARANTINE_BUCKET: name } as const;
/** Host name of the account's IoT data endpoint, without a scheme. */
export const iotDataEndpoint = { IOT_DATA_ENDPOINT: name } as const;
/** Origin of the portal (`https://…`, no path): API answers name it in `Access-Control-Allow-Origin`. */
export const portalOrigin = { PORTAL_ORIGIN: z.string().startsWith('https://') } as const;
