import type { SeedProgress } from '../seed/seed-system.ts';
import type { SimulatorOptions } from '../simulator/simulator.ts';

export type SystemOptions = {
  readonly dataDir: string;
  /** Wanted ports; 0, the default, takes free ones. A taken port is moved away from. */
  readonly ports?: { readonly http?: number; readonly mqtt?: number };
  readonly seed: 'full' | 'small' | 'none';
  readonly simulator: boolean | Omit<SimulatorOptions, 'manifest' | 'dataFolder'>;
  /** Whether to build the portal when its sources changed. What is built already is served either way. */
  readonly portal: boolean;
  /** How long `convert-store` gathers a batch, ms. The cloud takes 60 s to save writes; here freshness is free. */
  readonly storeWindowMs?: number;
  /** Whether the clock starts roll-up, watch and reconcile; tests call them by `runNow`. Default true. */
  readonly schedules?: boolean;
  readonly onSeedProgress?: (progress: SeedProgress) => void;
  readonly log: (message: string) => void;
};
