import { createAsyncStoragePersister } from '@tanstack/query-async-storage-persister';
import { QueryClient } from '@tanstack/react-query';
import { createStore, del, get, set } from 'idb-keyval';
import { ApiError } from '../lib/api/api-error.ts';
import { dayMs } from '../lib/time/nairobi.ts';

const mostRetries = 2;

/** A refusal stays a refusal however often it is asked; only the network is worth another try. */
const retry = (failures: number, error: Error): boolean =>
  failures < mostRetries && error instanceof ApiError && (error.status === null || error.status >= 500);

export const createQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: { retry, gcTime: dayMs, staleTime: 10_000, networkMode: 'offlineFirst' },
      mutations: { retry: false, networkMode: 'always' },
    },
  });

const store = createStore('carbon-track', 'queries');

/** What was read last, kept on the phone, so that a page without network shows figures with their age. */
export const persister = createAsyncStoragePersister({
  storage: {
    getItem: (key: string) => get<string>(key, store).then((value) => value ?? null),
    setItem: (key: string, value: string) => set(key, value, store),
    removeItem: (key: string) => del(key, store),
  },
});

/** What ops read stays off the disk: addresses and bytes of strangers are no offline need. */
const notKept = new Set(['quarantine', 'devices']);
export const isKept = (queryKey: readonly unknown[]): boolean => !notKept.has(String(queryKey[0]));
