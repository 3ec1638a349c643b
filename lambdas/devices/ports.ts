import type { ruleNames } from '@carbon-track/contract/topics.ts';
import type { DeviceIdentity } from '../adapters/ports/device-identity.ts';
import type { DeviceShadow } from '../adapters/ports/device-shadow.ts';
import type { DirtyHours } from '../adapters/ports/dirty-hours.ts';
import type { MinuteStore } from '../adapters/ports/minute-store.ts';
import type { Registry } from '../adapters/ports/registry.ts';
import type { DoorPorts } from '../middleware/api-door.ts';

export type DevicePorts = DoorPorts & {
  readonly registry: Omit<Registry, 'putFactory' | 'putConfiguration'>;
  readonly minutes: Pick<MinuteStore, 'newest'>;
  readonly identity: DeviceIdentity;
  readonly shadow: DeviceShadow;
  readonly dirtyHours: Pick<DirtyHours, 'mark'>;
  /** Names of the topic rules devices publish to. */
  readonly rules: ReturnType<typeof ruleNames>;
};
