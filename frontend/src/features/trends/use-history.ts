import { maxPageSize } from '@carbon-track/contract/page.ts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ApiError } from '../../lib/api/api-error.ts';
import { collectPages } from '../../lib/api/collect-pages.ts';
import { useServices } from '../../lib/services.ts';
import { minuteMs } from '../../lib/time/nairobi.ts';
import { type History, type HistoryPoint, historyOf, periodOf } from './history-series.ts';
import type { TrendsSearch } from './search.ts';

/** Roll-ups run every ten minutes. */
const refreshMs = 10 * minuteMs;

export type LoadedHistory = History & { stepMs: number };

export const useHistory = (factoryId: string, { range, chimney }: TrendsSearch) => {
  const { call, clock } = useServices();
  return useQuery<LoadedHistory, ApiError>({
    queryKey: ['history', factoryId, range, chimney ?? null],
    placeholderData: keepPreviousData,
    refetchInterval: refreshMs,
    queryFn: async () => {
      const period = periodOf(range, clock.now());
      const { fromMs, toMs, resolution } = period;
      const query = { factoryId, chimneyId: chimney, resolution, fromMs, toMs, limit: maxPageSize };
      const points = await collectPages<HistoryPoint>(async (cursor) => {
        const page = await call('getEmissions', { query: { ...query, cursor } });
        return { items: page.resolution === 'minute' ? [] : page.points, nextCursor: page.nextCursor };
      });
      return { ...historyOf(period, points), stepMs: period.stepMs };
    },
  });
};
