import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { membershipSchema } from '@carbon-track/contract/roles.ts';
import { openLedger } from './ledger-table.ts';
import type { Memberships } from './ports/memberships.ts';
import type { StoreAccess } from './table-access.ts';
import { ledgerKeys } from './table-keys.ts';

/** What each call does to which items. */
export const membershipsAccess: StoreAccess<Memberships, 'ledger'> = {
  table: 'ledger',
  calls: {
    find: { GetItem: ['memberships'] },
    put: { PutItem: ['memberships'] },
  },
};

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
