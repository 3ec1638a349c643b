import * as z from 'zod';

export const maxPageSize = 200;

/** Query parameters of every list. A cursor is opaque: send back what `nextCursor` held. */
export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(maxPageSize).default(100),
  cursor: z.string().max(2_048).optional(),
};

export const page = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });
