import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { emissionUploadResultSchema } from '@carbon-track/contract/emissions.ts';
import * as z from 'zod';
import { openLedger } from './ledger-table.ts';
import type { UploadReceipts } from './ports/upload-receipts.ts';
import type { StoreAccess } from './table-access.ts';
import { ledgerKeys } from './table-keys.ts';

const receiptSchema = z.object({ requestHash: z.string(), result: emissionUploadResultSchema });

/** What each call does to which items. */
export const receiptsAccess: StoreAccess<UploadReceipts, 'ledger'> = {
  table: 'ledger',
  calls: {
    find: { GetItem: ['uploads'] },
    put: { PutItem: ['uploads'] },
  },
};

/** Receipts of uploads by device and idempotency key. The first one written for a key stays. */
export const createDynamoUploadReceipts = (client: DynamoDBClient, tableName: string): UploadReceipts => {
  const ledger = openLedger(client, tableName);
  return {
    find: async (deviceId, idempotencyKey) => {
      const item = await ledger.get(ledgerKeys.upload(deviceId, idempotencyKey));
      return item === null ? null : receiptSchema.parse(item);
    },
    put: async (deviceId, idempotencyKey, requestHash, result) => {
      await ledger.putNew({ ...ledgerKeys.upload(deviceId, idempotencyKey), requestHash, result });
    },
  };
};
