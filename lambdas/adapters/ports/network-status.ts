import type { FactoryStatus } from '@carbon-track/contract/overview.ts';

/** The last evaluation of each work partition by `watch`. */
export type NetworkStatus = {
  put(partition: number, asOfMs: number, factories: readonly FactoryStatus[]): Promise<void>;
  read(): Promise<{ asOfMs: number | null; factories: FactoryStatus[] }>;
};
