/**
 * Answers whether `key` came more than `limit` times in the running window. It counts in this process only, so with
 * several of them the limit is per process: enough against a page that loops, while API Gateway bounds the whole.
 */
export const createRateLimit = (
  limit: number,
  windowMs: number,
  now: () => number,
): ((key: string) => boolean) => {
  let windowStartMs = Number.NEGATIVE_INFINITY;
  const counts = new Map<string, number>();
  return (key) => {
    if (now() - windowStartMs >= windowMs) {
      windowStartMs = now();
      counts.clear();
    }
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    return count > limit;
  };
};
