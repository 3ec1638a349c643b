import type { DayStore } from '../adapters/ports/day-store.ts';
import type { MinuteStore } from '../adapters/ports/minute-store.ts';
import type { Registry } from '../adapters/ports/registry.ts';
import type { UploadReceipts } from '../adapters/ports/upload-receipts.ts';
import type { StorePorts } from '../convert-store/store-readings.ts';
import type { DoorPorts } from '../middleware/api-door.ts';

export type EmissionPorts = DoorPorts &
  StorePorts & {
    readonly registry: Pick<Registry, 'factory' | 'device'>;
    readonly minutes: Pick<MinuteStore, 'read' | 'newest'>;
    readonly days: Pick<DayStore, 'chimneyDays' | 'factoryDays'>;
    readonly receipts: UploadReceipts;
  };
