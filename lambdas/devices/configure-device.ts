import type { Device } from '@carbon-track/contract/device.ts';
import type {
  ConfigurationChange,
  DeviceConfigurationState,
} from '@carbon-track/contract/device-configuration.ts';
import { refuse } from '../middleware/refusal.ts';
import { configurationState } from './configuration-state.ts';
import type { DevicePorts } from './ports.ts';
import { wishConfiguration } from './wish-configuration.ts';

type Ports = Pick<DevicePorts, 'shadow'> & { readonly registry: Pick<DevicePorts['registry'], 'device'> };

const measuringDevice = async ({ registry }: Ports, deviceId: string): Promise<Device> => {
  const device = await registry.device(deviceId);
  if (device?.kind === 'mcu') return device;
  throw refuse('not-found', 'There is no such measuring device; GET /api/mcu-devices lists them.');
};

/** A device's configuration; of a revoked one, what was last known. */
export const getConfiguration = async (ports: Ports, deviceId: string): Promise<DeviceConfigurationState> => {
  await measuringDevice(ports, deviceId);
  return configurationState(deviceId, await ports.shadow.read(deviceId));
};

/** Wishes a configuration of a device. It takes or refuses it when it is connected next; the state tells. */
export const putConfiguration = async (
  ports: Ports,
  deviceId: string,
  { expectedRev, configuration }: ConfigurationChange,
): Promise<DeviceConfigurationState> => {
  const device = await measuringDevice(ports, deviceId);
  if (device.status === 'revoked')
    throw refuse(
      'conflict',
      'This device is revoked and will never hear of a change; provision another one.',
    );
  await wishConfiguration(ports.shadow, deviceId, configuration, (newest) => {
    if (newest !== expectedRev)
      throw refuse(
        'conflict',
        `The newest revision is ${newest}, not ${expectedRev}: read the configuration again and repeat the change on it.`,
      );
  });
  return configurationState(deviceId, await ports.shadow.read(deviceId));
};
