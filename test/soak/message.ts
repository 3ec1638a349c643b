import type { QuarantineReason } from '@carbon-track/contract/quality.ts';
import type { Reading } from '../../lambdas/domain/reading.ts';

/** One MQTT message of the soak: what is sent, when (virtual time), and what must become of it. */
export type SoakMessage = {
  readonly id: number;
  readonly sentAtMs: number;
  readonly factoryId: string;
  readonly deviceId: string;
  readonly clientId: string;
  readonly payloadBase64: string;
  /** Readings that must be stored, each at least once, whatever is resent or retried. */
  readonly readings: readonly Reading[];
  /** Reasons under which all or part of it must be set aside. */
  readonly quarantined: readonly QuarantineReason[];
  /** Messages that contradict earlier ones go out only when those are acknowledged. */
  readonly afterAcknowledged: boolean;
};

export type MessageDraft = Omit<SoakMessage, 'id'>;
