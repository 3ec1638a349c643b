import type { Alerts } from '../adapters/ports/alerts.ts';
import type { DayStore } from '../adapters/ports/day-store.ts';
import type { MinuteStore } from '../adapters/ports/minute-store.ts';
import type { NetworkStatus } from '../adapters/ports/network-status.ts';
import type { Registry } from '../adapters/ports/registry.ts';

export type WatchPorts = {
  readonly registry: Pick<Registry, 'listFactories' | 'factory'>;
  readonly minutes: Pick<MinuteStore, 'read' | 'newest'>;
  readonly days: Pick<DayStore, 'chimneyDays'>;
  readonly alerts: Pick<Alerts, 'openOf' | 'open' | 'update'>;
  readonly networkStatus: Pick<NetworkStatus, 'put'>;
  readonly now: () => number;
  readonly log: (line: Readonly<Record<string, unknown>>) => void;
};

/** The chimney's p95 rate of the last 28 days, kg/s; null while there is too little history. */
export type P95Of = (chimneyId: string) => Promise<number | null>;
