import type { Leases } from '../adapters/ports/leases.ts';
import type { Registry } from '../adapters/ports/registry.ts';
import type { DoorPorts } from '../middleware/api-door.ts';

export type LivePorts = DoorPorts & {
  readonly leases: Pick<Leases, 'take'>;
  readonly registry: Pick<Registry, 'factory'>;
};
