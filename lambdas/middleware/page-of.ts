import * as z from 'zod';
import { decodeCursor, encodeCursor } from '../adapters/cursor.ts';
import type { Page } from '../adapters/ports/registry.ts';

const positionSchema = z.strictObject({ after: z.string().max(500) });

/**
 * One page of a list that is short enough to be read whole. `items` are in ascending order of `keyOf`; the cursor
 * names the last key shown, so that items that come and go between two pages neither repeat nor hide others.
 */
export const pageOf = <Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
): Page<Item> => {
  const after = cursor === undefined ? '' : decodeCursor(cursor, positionSchema).after;
  const rest = items.filter((item) => keyOf(item) > after);
  const shown = rest.slice(0, limit);
  const last = shown.at(-1);
  const hasMore = rest.length > shown.length && last !== undefined;
  return { items: shown, nextCursor: hasMore ? encodeCursor({ after: keyOf(last) }) : null };
};
