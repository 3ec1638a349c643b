import type { ProvisionedDevice } from '@carbon-track/contract/device.ts';
import {
  type RevisedConfiguration,
  revisedConfigurationSchema,
} from '@carbon-track/contract/device-configuration.ts';
import {
  type DeviceConfiguration,
  deviceConfigurationKeys,
} from '@carbon-track/contract/device-configuration-fields.ts';
import type { SimulatedChimney } from '../simulator/chimney-of-device.ts';
import { deviceFieldsOf, fittedSensors } from '../simulator/fitted-sensors.ts';
import type { OperationsApi } from './local-api.ts';

export type Periods = Pick<DeviceConfiguration, 'samplePeriodS' | 'reportEveryS'>;

const isSame = (one: DeviceConfiguration, other: DeviceConfiguration): boolean =>
  deviceConfigurationKeys.every((key) => one[key] === other[key]);

/**
 * Wishes of a device that it samples with these periods and knows the parts that are fitted to the chimney, as
 * operations do in the portal; a device that is connected hears of it at once. Answers what is wished now.
 */
export const wishSettings = async (
  api: Pick<OperationsApi, 'configuration' | 'configure'>,
  { clientId, configuration: given }: ProvisionedDevice,
  chimney: SimulatedChimney,
  periods: Periods,
): Promise<RevisedConfiguration> => {
  const { rev, desired } = await api.configuration(clientId);
  const wished = revisedConfigurationSchema.safeParse(desired);
  const { rev: _, ...before } = wished.success ? wished.data : given;
  const configuration: DeviceConfiguration = {
    ...before,
    ...periods,
    ...deviceFieldsOf(fittedSensors(chimney.configuration)),
  };
  if (isSame(configuration, before)) return { ...configuration, rev };
  const state = await api.configure(clientId, { expectedRev: rev, configuration });
  return { ...configuration, rev: state.rev };
};
