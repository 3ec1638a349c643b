import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { membershipSchema } from '@carbon-track/contract/roles.ts';
import { openLedger } from './ledger-table.ts';
import type { Memberships } from './ports/memberships.ts';
import { ledgerKeys } from './table-keys.ts';

/** Memberships by Cognito `sub` in the Ledger table. A record that does not fit its schema throws: no guessed rights. */
export const createDynamoMemberships = (client: DynamoDBClient, tableName: string): Memberships => {
  const ledger = openLedger(client, tableName);
  return {
    find: async (sub) => {
      const item = await ledger.get(ledgerKeys.membership(sub));
      return item === null ? null : membershipSchema.parse(item);
    },
    put: (membership) => ledger.put({ ...ledgerKeys.membership(membership.sub), ...membership }),
  };
};
