import type { DayStore } from '../adapters/ports/day-store.ts';
import type { DirtyHours } from '../adapters/ports/dirty-hours.ts';
import type { NetworkStatus } from '../adapters/ports/network-status.ts';
import type { Registry } from '../adapters/ports/registry.ts';
import type { DoorPorts } from '../middleware/api-door.ts';

export type FactoryPorts = DoorPorts & {
  readonly registry: Pick<Registry, 'listFactories' | 'factory' | 'putConfiguration'>;
  readonly days: Pick<DayStore, 'networkDays'>;
  readonly networkStatus: Pick<NetworkStatus, 'read'>;
  readonly dirtyHours: Pick<DirtyHours, 'mark'>;
};
