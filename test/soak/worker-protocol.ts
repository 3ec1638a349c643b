import type { RuleRecord } from '@carbon-track/contract/rule-record.ts';

/** What the parent asks of the process that gets killed. Times are virtual. */
export type Request =
  | { readonly kind: 'put'; readonly id: number; readonly nowMs: number; readonly record: RuleRecord }
  | { readonly kind: 'rollup'; readonly id: number; readonly nowMs: number }
  | { readonly kind: 'throttle'; readonly id: number; readonly share: number }
  | { readonly kind: 'behind'; readonly id: number; readonly nowMs: number };

/** `id` is the request's; `put` answers once the record is in the stream's file, like a PUBACK. */
export type Answer = {
  readonly id: number;
  readonly ok: boolean;
  readonly behind?: number;
  readonly problem?: string;
};

export type WorkerSettings = {
  readonly endpoint: string;
  readonly telemetryTable: string;
  readonly ledgerTable: string;
  readonly folder: string;
  readonly seed: number;
  readonly nowMs: number;
  /** Share of store calls that fail in ordinary times. */
  readonly throttledShare: number;
};
