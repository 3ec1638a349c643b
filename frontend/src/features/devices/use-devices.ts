import type {
  Device,
  DeviceWithHealth,
  ProvisionedDevice,
  ProvisionRequest,
} from '@carbon-track/contract/device.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ApiError } from '../../lib/api/api-error.ts';
import { usePages } from '../../lib/api/use-pages.ts';
import { useServices } from '../../lib/services.ts';
import { minuteMs } from '../../lib/time/nairobi.ts';

export type ProvisionForm = Pick<ProvisionRequest, 'deviceId' | 'factoryId' | 'chimneyId'>;

/** Devices of a factory or of the network, page by page: health is read for each, so a page is small. */
export const useDevices = (factoryId?: string) => {
  const { call } = useServices();
  return usePages<DeviceWithHealth>({
    queryKey: ['devices', factoryId ?? null],
    read: (cursor) => call('listDevices', { query: { factoryId, cursor } }),
    refetchInterval: minuteMs,
  });
};

export const useDeviceActions = () => {
  const { call } = useServices();
  const client = useQueryClient();
  const onSuccess = () => client.invalidateQueries({ queryKey: ['devices'] });
  return {
    // The answer holds the private key: it is never cached (gcTime 0) and never persisted.
    provision: useMutation<ProvisionedDevice, ApiError, ProvisionForm>({
      mutationFn: (body) => call('provisionDevice', { body }),
      gcTime: 0,
      onSuccess,
    }),
    revoke: useMutation<Device, ApiError, string>({
      mutationFn: (deviceId) => call('revokeDevice', { params: { deviceId } }),
      onSuccess,
    }),
  };
};
