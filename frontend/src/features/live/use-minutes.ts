import type { MinutePoint } from '@carbon-track/contract/emissions.ts';
import { useQueries, useQueryClient } from '@tanstack/react-query';
import type { ApiError } from '../../lib/api/api-error.ts';
import { useServices } from '../../lib/services.ts';
import { minuteMs } from '../../lib/time/nairobi.ts';
import { followedBy, type KnownMinutes, nextWindow } from './minute-series.ts';

const noPoints: readonly MinutePoint[] = [];

/** The last three hours of each chimney. Once known, only the newest minutes are asked for: a page stays on for hours. */
export const useMinutes = (factoryId: string, chimneys: readonly { chimneyId: string }[]) => {
  const { call, clock } = useServices();
  const client = useQueryClient();
  return useQueries({
    queries: chimneys.map(({ chimneyId }) => {
      const queryKey = ['recent-minutes', factoryId, chimneyId];
      return {
        queryKey,
        refetchInterval: minuteMs,
        queryFn: async (): Promise<KnownMinutes> => {
          const known = client.getQueryData<KnownMinutes>(queryKey) ?? null;
          const window = nextWindow(known, clock.now());
          const { fromMs, toMs } = window;
          const query = { factoryId, chimneyId, resolution: 'minute', fromMs, toMs };
          const answer = await call('getEmissions', { query: { ...query, limit: 200 } });
          return followedBy(known, window, answer.resolution === 'minute' ? answer.points : []);
        },
      };
    }),
    combine: (results) => ({
      error: (results.find((result) => result.error !== null)?.error ?? null) as ApiError | null,
      loaded: results.every((result) => result.data !== undefined),
      newestMs: Math.max(0, ...results.map((result) => result.data?.toMs ?? 0)),
      lines: results.map((result) => result.data?.points ?? noPoints),
      refetch: () => results.forEach((result) => void result.refetch()),
    }),
  });
};
