import * as z from 'zod';
import { s3Archive, timestreamArchive } from '../adapters/environment/archive.ts';
import { ledgerTable, quarantineBucket, telemetryTable } from '../adapters/environment/variables.ts';

const stores = { ...telemetryTable, ...ledgerTable, ...quarantineBucket };

export const envSchema = z.discriminatedUnion('TELEMETRY_ARCHIVE', [
  z.object({ ...stores, ...s3Archive }),
  z.object({ ...stores, ...timestreamArchive }),
]);
export type Env = z.infer<typeof envSchema>;
