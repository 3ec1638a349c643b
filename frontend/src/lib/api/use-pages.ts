import { type InfiniteData, type QueryKey, useInfiniteQuery } from '@tanstack/react-query';
import type { ApiError } from './api-error.ts';

type Page<Item> = { items: Item[]; nextCursor: string | null };

/** A list that is read page by page; `data` holds the items of all pages so far. */
export const usePages = <Item>(list: {
  queryKey: QueryKey;
  read: (cursor: string | null) => Promise<Page<Item>>;
  refetchInterval?: number;
}) =>
  useInfiniteQuery<Page<Item>, ApiError, Item[], QueryKey, string | null>({
    queryKey: list.queryKey,
    queryFn: ({ pageParam }) => list.read(pageParam),
    initialPageParam: null,
    getNextPageParam: (page) => page.nextCursor,
    select: allItems,
    ...(list.refetchInterval === undefined ? {} : { refetchInterval: list.refetchInterval }),
  });

const allItems = <Item>({ pages }: InfiniteData<Page<Item>>): Item[] => pages.flatMap(({ items }) => items);
