import type { EmissionUploadResult } from '@carbon-track/contract/emissions.ts';

/** Answers already given to an idempotency key. */
export type UploadReceipts = {
  find(
    deviceId: string,
    idempotencyKey: string,
  ): Promise<{ requestHash: string; result: EmissionUploadResult } | null>;
  put(
    deviceId: string,
    idempotencyKey: string,
    requestHash: string,
    result: EmissionUploadResult,
  ): Promise<void>;
};
