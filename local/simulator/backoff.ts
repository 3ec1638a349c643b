const firstMs = 500;
const longestMs = 300_000;

/** Full jitter: anything from 0 to a limit that doubles from 0.5 s to 5 min, so that a fleet never returns at once. */
export const backoffMs = (attempt: number, random: () => number): number =>
  Math.round(random() * Math.min(longestMs, firstMs * 2 ** attempt));
