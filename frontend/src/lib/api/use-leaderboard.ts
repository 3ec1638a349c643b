import type { Leaderboard } from '@carbon-track/contract/leaderboard.ts';
import type { RouteQuery } from '@carbon-track/contract/routes.ts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useServices } from '../services.ts';
import { minuteMs } from '../time/nairobi.ts';
import type { ApiError } from './api-error.ts';

type Search = Pick<RouteQuery<'getLeaderboard'>, 'basis' | 'region' | 'size' | 'mainFuel'>;

const days = 28;

/** Factories by intensity over 28 complete days. Asked for only while `wanted`. */
export const useLeaderboard = (search: Search, wanted = true) => {
  const { call } = useServices();
  return useQuery<Leaderboard, ApiError>({
    queryKey: ['leaderboard', search],
    queryFn: () => call('getLeaderboard', { query: { ...search, days } }),
    enabled: wanted,
    placeholderData: keepPreviousData,
    // Ranks that jump while somebody reads them are worthless: once a minute at most.
    staleTime: minuteMs,
    refetchInterval: minuteMs,
  });
};
