import type { Alert } from '@carbon-track/contract/alert.ts';
import type { FoldInput } from '../fold/fold-input.ts';

export type ChimneyWatch = {
  readonly chimneyId: string;
  readonly inUse: boolean;
  /** Newest stored reading of its device, however old; null where nothing is stored. */
  readonly newestReadingAtMs: number | null;
  /** `p95RateKgPerS` of the last 28 days; null: high emission is not evaluated. */
  readonly p95RateKgPerS: number | null;
};

/** One factory as an evaluation sees it. */
export type AlertInput = Pick<
  FoldInput,
  'readings' | 'configurations' | 'assignments' | 'invalidations' | 'declaredOff' | 'nowMs'
> & {
  readonly factoryId: string;
  readonly chimneys: readonly ChimneyWatch[];
  /** Alerts of the factory that are not cleared, of any cause. */
  readonly openAlerts: readonly Alert[];
};
