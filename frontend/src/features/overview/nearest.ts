type Point = { x: number; y: number };

/** The one nearest to `from` within `reach`, in the same units; null when none is that near. */
export const nearestWithin = <One>(
  all: readonly One[],
  placeOf: (one: One) => Point,
  from: Point,
  reach: number,
): One | null => {
  let found: One | null = null;
  let least = reach;
  for (const one of all) {
    const { x, y } = placeOf(one);
    const distance = Math.hypot(x - from.x, y - from.y);
    if (distance > least) continue;
    found = one;
    least = distance;
  }
  return found;
};
