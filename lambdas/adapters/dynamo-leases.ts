import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { maxLeasesPerUser } from '@carbon-track/contract/live.ts';
import * as z from 'zod';
import { openLedger } from './ledger-table.ts';
import type { LeaseRecord, Leases } from './ports/leases.ts';
import type { StoreAccess } from './table-access.ts';
import { ledgerKeys } from './table-keys.ts';

const leaseSchema = z.object({
  factoryId: z.string(),
  sub: z.string(),
  tabId: z.string(),
  expiresAtMs: z.int(),
});

/** The table forgets a lease an hour after its end; until then `expiresAtMs` decides. */
const ttlOf = (lease: LeaseRecord): number => Math.ceil(lease.expiresAtMs / 1_000) + 3_600;

/** What each call does to which items. */
export const leasesAccess: StoreAccess<Leases, 'ledger'> = {
  table: 'ledger',
  calls: {
    ofUser: { Query: ['userLeases'] },
    leasedFactories: { Query: ['leases'] },
    take: {
      Query: ['userLeases'],
      PutItem: ['userLeases', 'leases'],
      DeleteItem: ['userLeases', 'leases'],
    },
  },
};

/**
 * Leases of browser tabs on live topics, each stored twice: by user for the limit and the authorizer, and in one
 * partition for the publisher. The user's copy is written first and counted after, so two tabs that ask at once
 * can both be refused but never both exceed the limit.
 */
export const createDynamoLeases = (client: DynamoDBClient, tableName: string): Leases => {
  const ledger = openLedger(client, tableName);

  const liveLeases = async (partition: string, nowMs: number): Promise<LeaseRecord[]> =>
    (await ledger.query(partition))
      .map((item) => leaseSchema.parse(item))
      .filter((lease) => lease.expiresAtMs > nowMs);
  const ofUser = (sub: string, nowMs: number) => liveLeases(ledgerKeys.userLease(sub, '').pk, nowMs);

  const forget = (lease: LeaseRecord) =>
    ledger.delete(ledgerKeys.lease(lease.factoryId, lease.sub, lease.tabId));

  return {
    ofUser,
    leasedFactories: async (nowMs) => {
      const leases = await liveLeases(ledgerKeys.lease('', '', '').pk, nowMs);
      return new Set(leases.map(({ factoryId }) => factoryId));
    },
    take: async (lease, nowMs) => {
      const before = (await ofUser(lease.sub, nowMs)).find(({ tabId }) => tabId === lease.tabId);
      const userKey = ledgerKeys.userLease(lease.sub, lease.tabId);
      await ledger.put({ ...userKey, ...lease, ttl: ttlOf(lease) });
      if (before === undefined && (await ofUser(lease.sub, nowMs)).length > maxLeasesPerUser) {
        await ledger.delete(userKey);
        return 'limit';
      }
      if (before !== undefined && before.factoryId !== lease.factoryId) await forget(before);
      const key = ledgerKeys.lease(lease.factoryId, lease.sub, lease.tabId);
      await ledger.put({ ...key, ...lease, ttl: ttlOf(lease) });
      return 'taken';
    },
  };
};
