import * as z from 'zod';
import type { LedgerTable } from '../../lambdas/adapters/ledger-table.ts';
import { ledgerKeys } from '../../lambdas/adapters/table-keys.ts';

const stateSchema = z.object({ status: z.enum(['started', 'complete']), nowMs: z.int() });
/** How far seeding came, and the instant all invented data ends at. */
export type SeedState = z.infer<typeof stateSchema>;

export const readSeedState = async (ledger: LedgerTable): Promise<SeedState | null> => {
  const item = await ledger.get(ledgerKeys.seedState());
  return item === null ? null : stateSchema.parse(item);
};

export const writeSeedState = (ledger: LedgerTable, state: SeedState): Promise<void> =>
  ledger.put({ ...ledgerKeys.seedState(), ...state });
