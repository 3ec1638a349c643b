/**
 * Runs `work` for every item, at most `limit` at a time, and waits for all. One item's failure does not stop the others:
 * each gets its own answer, in the order of the items.
 */
export const settleBounded = async <Item, Answer>(
  items: readonly Item[],
  limit: number,
  work: (item: Item) => Promise<Answer>,
): Promise<PromiseSettledResult<Answer>[]> => {
  const answers: PromiseSettledResult<Answer>[] = new Array(items.length);
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < items.length) {
      const index = next;
      next += 1;
      try {
        answers[index] = { status: 'fulfilled', value: await work(items[index] as Item) };
      } catch (reason) {
        answers[index] = { status: 'rejected', reason };
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
  return answers;
};
