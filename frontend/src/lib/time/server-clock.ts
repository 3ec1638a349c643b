/**
 * The server's clock as far as its answers tell. A phone's own clock may be minutes wrong, which would turn every
 * reading stale or the future live.
 */
export type ServerClock = { now: () => number; learn: (sentAtMs: number, dateHeader: string | null) => void };

/** A `Date` header counts whole seconds: the middle of that second is the fairest guess. */
const halfSecondMs = 500;

/** Keeps the offset of the fastest answer, whose travel time blurs it least. `own` is the device's clock. */
export const createServerClock = (own: () => number): ServerClock => {
  let offsetMs = 0;
  let fastestMs = Number.POSITIVE_INFINITY;
  return {
    now: () => own() + offsetMs,
    learn: (sentAtMs, dateHeader) => {
      const serverMs = dateHeader === null ? Number.NaN : Date.parse(dateHeader);
      const travelMs = own() - sentAtMs;
      if (Number.isNaN(serverMs) || travelMs > fastestMs) return;
      fastestMs = travelMs;
      offsetMs = serverMs + halfSecondMs - (sentAtMs + travelMs / 2);
    },
  };
};
