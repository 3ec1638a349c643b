import type { QuarantineReason } from '@carbon-track/contract/quality.ts';
import type { MinuteHealth } from '../adapters/ports/minute-store.ts';
import type { Reading } from '../domain/reading.ts';

/** Where some bytes came from, as far as that is known. */
export type Delivery = {
  /** Unique per delivery and the same at each retry: names quarantine entries and failures. */
  readonly messageId: string;
  readonly factoryId: string | null;
  readonly deviceId: string | null;
  readonly receivedAtMs: number | null;
  /** The bytes as the device (or an upload) sent them. */
  readonly payloadBase64: string;
};

/** A message whose shape and sender are in order. Its readings may still be refused one by one. */
export type ReceivedMessage = Delivery & {
  readonly factoryId: string;
  readonly deviceId: string;
  readonly receivedAtMs: number;
  readonly readings: readonly Reading[];
  readonly health: MinuteHealth;
};

/** A message that is set aside whole. */
export type RefusedMessage = Delivery & { readonly reason: QuarantineReason; readonly detail: string };

/** One reading that is set aside; `row` counts from 0 in its message. */
export type RefusedReading = {
  readonly message: ReceivedMessage;
  readonly row: number;
  readonly reason: QuarantineReason;
  readonly detail: string;
};
