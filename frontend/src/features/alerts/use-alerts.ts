import type { Alert } from '@carbon-track/contract/alert.ts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ApiError } from '../../lib/api/api-error.ts';
import { usePages } from '../../lib/api/use-pages.ts';
import { useServices } from '../../lib/services.ts';

const pollEveryMs = 30_000;
type AlertPage = { items: Alert[]; nextCursor: string | null };

/** Open alerts of a factory: a handful, so that one page holds them. */
export const useOpenAlerts = (factoryId: string) => {
  const { call } = useServices();
  return useQuery<AlertPage, ApiError>({
    queryKey: ['alerts', 'open', factoryId],
    queryFn: () => call('listAlerts', { query: { status: 'open', factoryId } }),
    refetchInterval: pollEveryMs,
  });
};

/** Open alerts of the network, page by page. */
export const useNetworkAlerts = () => {
  const { call } = useServices();
  return usePages<Alert>({
    queryKey: ['alerts', 'network'],
    read: (cursor) => call('listAlerts', { query: { status: 'open', cursor } }),
    refetchInterval: pollEveryMs,
  });
};

/** All alerts of a factory, newest first, page by page. */
export const useAlertHistory = (factoryId: string) => {
  const { call } = useServices();
  return usePages<Alert>({
    queryKey: ['alerts', 'all', factoryId],
    read: (cursor) => call('listAlerts', { query: { status: 'all', factoryId, limit: 50, cursor } }),
    refetchInterval: pollEveryMs,
  });
};

/** The two things a person can say about an alert. Every list of alerts is asked for again afterwards. */
export const useAlertActions = (alertId: string) => {
  const { call } = useServices();
  const client = useQueryClient();
  const onSuccess = () => client.invalidateQueries({ queryKey: ['alerts'] });
  const params = { alertId };
  return {
    acknowledge: useMutation<Alert, ApiError>({
      mutationFn: () => call('acknowledgeAlert', { params }),
      onSuccess,
    }),
    explain: useMutation<Alert, ApiError, string>({
      mutationFn: (explanation) => call('explainAlert', { params, body: { explanation } }),
      onSuccess,
    }),
  };
};
