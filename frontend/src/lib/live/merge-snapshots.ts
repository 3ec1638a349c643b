import type { ChimneySnapshot } from '@carbon-track/contract/emissions.ts';

/** What is known of a chimney now, and whether it came as a live patch or with a polled snapshot. */
export type KnownSnapshot = { snapshot: ChimneySnapshot; via: 'patch' | 'poll' };
export type KnownSnapshots = ReadonlyMap<string, KnownSnapshot>;

/**
 * Lays snapshots over what is known, chimney by chimney. Only a newer `takenAtMs` replaces: messages out of order
 * or repeated change nothing, and a chimney that is absent keeps what it had, because absence is not zero.
 * Returns the same map when nothing changed, so that nothing is painted again.
 */
export const mergeSnapshots = (
  known: KnownSnapshots,
  incoming: readonly ChimneySnapshot[],
  via: KnownSnapshot['via'],
): KnownSnapshots => {
  const merged = new Map(known);
  let changed = false;
  for (const snapshot of incoming) {
    const before = merged.get(snapshot.chimneyId);
    if (before !== undefined && before.snapshot.takenAtMs >= snapshot.takenAtMs) continue;
    merged.set(snapshot.chimneyId, { snapshot, via });
    changed = true;
  }
  return changed ? merged : known;
};
