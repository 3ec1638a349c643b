import type { RevisedConfiguration } from '@carbon-track/contract/device-configuration.ts';
import type { DeviceConfiguration } from '@carbon-track/contract/device-configuration-fields.ts';
import type { DeviceShadow, ShadowSnapshot } from '../adapters/ports/device-shadow.ts';
import { refuse } from '../middleware/refusal.ts';
import { newestRevision } from './configuration-state.ts';

/** A device reports when it connects, so a write that meets a report is simply tried again. */
const attempts = 5;
const lastRevision = 4_294_967_295;

const nextRevision = (snapshot: ShadowSnapshot | null): number => {
  const newest = newestRevision(snapshot);
  if (newest < lastRevision) return newest + 1;
  throw refuse(
    'conflict',
    'The revisions of this device are used up; provision the board under a new device id.',
  );
};

/**
 * Wishes a whole configuration of a device, under the revision after the newest. `check` is asked before each attempt
 * with the newest revision and throws where the caller did not know it.
 */
export const wishConfiguration = async (
  shadow: DeviceShadow,
  deviceId: string,
  configuration: DeviceConfiguration,
  check: (newest: number) => void = () => undefined,
): Promise<RevisedConfiguration> => {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const seen = await shadow.read(deviceId);
    check(newestRevision(seen));
    const desired = { rev: nextRevision(seen), ...configuration };
    if ((await shadow.setDesired(deviceId, desired, seen)) === 'set') return desired;
  }
  throw refuse('unavailable', 'The device keeps reporting at this moment; try again in a few seconds.');
};
