import type { QuarantineEntry } from '@carbon-track/contract/quarantine.ts';
import type { Page } from './registry.ts';

export type Quarantine = {
  /** One object per batch. The same batch again overwrites the same object. */
  putBatch(batchId: string, entries: readonly QuarantineEntry[]): Promise<void>;
  /** Newest Nairobi day first; `date` narrows to one. */
  list(query: {
    date: string | undefined;
    limit: number;
    cursor: string | undefined;
  }): Promise<Page<QuarantineEntry>>;
};
