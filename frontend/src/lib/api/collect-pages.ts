/** A list ends by itself; this many pages only stop a server that never says so. */
const mostPages = 20;

/** Follows `nextCursor` to the end and returns every item in order. */
export const collectPages = async <Item>(
  read: (cursor: string | undefined) => Promise<{ items: readonly Item[]; nextCursor: string | null }>,
): Promise<Item[]> => {
  const items: Item[] = [];
  let cursor: string | undefined;
  for (let pages = 0; pages < mostPages; pages += 1) {
    const page = await read(cursor);
    items.push(...page.items);
    if (page.nextCursor === null) return items;
    cursor = page.nextCursor;
  }
  return items;
};
