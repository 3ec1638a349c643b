import type { DayStore } from '../adapters/ports/day-store.ts';
import type { DirtyHours } from '../adapters/ports/dirty-hours.ts';
import type { MinuteStore } from '../adapters/ports/minute-store.ts';
import type { Production } from '../adapters/ports/production.ts';
import type { Registry } from '../adapters/ports/registry.ts';
import type { Watermarks } from '../adapters/ports/watermarks.ts';

/** What folding hours into days needs. */
export type FoldPorts = {
  readonly minutes: Pick<MinuteStore, 'read' | 'newest'>;
  readonly days: Omit<DayStore, 'factoryDays' | 'networkDays'>;
  readonly dirtyHours: Pick<DirtyHours, 'mark'>;
  readonly production: Pick<Production, 'madeTeaKg'>;
};

export type RollupPorts = FoldPorts & {
  readonly registry: Pick<Registry, 'listFactories' | 'factory'>;
  readonly dirtyHours: DirtyHours;
  readonly watermarks: Watermarks;
  readonly now: () => number;
  readonly log: (line: Readonly<Record<string, unknown>>) => void;
};
