import type { FactoryDetail, FactorySummary } from '@carbon-track/contract/factory.ts';
import { maxPageSize } from '@carbon-track/contract/page.ts';
import { skipToken, useQuery } from '@tanstack/react-query';
import type { ApiError } from '../../lib/api/api-error.ts';
import { collectPages } from '../../lib/api/collect-pages.ts';
import { useServices } from '../../lib/services.ts';
import { hourMs } from '../../lib/time/nairobi.ts';

/** Every factory the account may see. They change rarely. */
export const useFactories = () => {
  const { call } = useServices();
  return useQuery<FactorySummary[], ApiError>({
    queryKey: ['factories'],
    queryFn: () => collectPages((cursor) => call('listFactories', { query: { limit: maxPageSize, cursor } })),
    staleTime: hourMs,
  });
};

export const useFactory = (factoryId: string) => useChosenFactory(factoryId);

/** The same for a factory that may not be chosen yet: then nothing is asked for. */
export const useChosenFactory = (factoryId: string | undefined) => {
  const { call } = useServices();
  return useQuery<FactoryDetail, ApiError>({
    queryKey: ['factory', factoryId ?? null],
    queryFn: factoryId === undefined ? skipToken : () => call('getFactory', { params: { factoryId } }),
    staleTime: hourMs,
  });
};
