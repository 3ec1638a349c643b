import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { type LedgerItem, openLedger } from './ledger-table.ts';
import type { Production } from './ports/production.ts';
import type { StoreAccess } from './table-access.ts';
import { ledgerKeys } from './table-keys.ts';

const madeTeaSchema = z.object({ madeTeaKg: z.number().min(0), origin: z.enum(['measured', 'seeded']) });

/** The item of one entry, also for bulk seeding with `putAll` of the Ledger. */
export const madeTeaItem = (entry: Parameters<Production['putMadeTea']>[0]): LedgerItem => ({
  ...ledgerKeys.madeTea(entry.factoryId, entry.date),
  madeTeaKg: entry.madeTeaKg,
  origin: entry.origin,
});

/** What each call does to which items. */
export const productionAccess: StoreAccess<Production, 'ledger'> = {
  table: 'ledger',
  calls: {
    madeTeaKg: { GetItem: ['madeTea'] },
    putMadeTea: { PutItem: ['madeTea'] },
  },
};

/** Made tea in the Ledger: one entry per factory and Nairobi day, the last one entered counts. */
export const createDynamoProduction = (client: DynamoDBClient, tableName: string): Production => {
  const ledger = openLedger(client, tableName);
  return {
    madeTeaKg: async (factoryId, date) => {
      const item = await ledger.get(ledgerKeys.madeTea(factoryId, date));
      return item === null ? null : madeTeaSchema.parse(item).madeTeaKg;
    },
    putMadeTea: (entry) => ledger.put(madeTeaItem(entry)),
  };
};
