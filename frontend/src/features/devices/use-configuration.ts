import type {
  ConfigurationChange,
  DeviceConfigurationState,
} from '@carbon-track/contract/device-configuration.ts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ApiError } from '../../lib/api/api-error.ts';
import { useServices } from '../../lib/services.ts';

/** A device that is connected answers within a second or two; whoever waits for it looks at this. */
const askEveryMs = 5_000;
const keyOf = (deviceId: string) => ['device-configuration', deviceId];

export const useConfiguration = (deviceId: string) => {
  const { call } = useServices();
  return useQuery<DeviceConfigurationState, ApiError>({
    queryKey: keyOf(deviceId),
    queryFn: () => call('getDeviceConfiguration', { params: { deviceId } }),
    refetchInterval: askEveryMs,
    gcTime: 0,
  });
};

export const useConfigure = (deviceId: string) => {
  const { call } = useServices();
  const client = useQueryClient();
  return useMutation<DeviceConfigurationState, ApiError, ConfigurationChange>({
    mutationFn: (body) => call('putDeviceConfiguration', { params: { deviceId }, body }),
    onSuccess: (state) => client.setQueryData(keyOf(deviceId), state),
  });
};
