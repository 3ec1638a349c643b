/** A quantity per second at an instant. */
export type RatePoint = { readonly atMs: number; readonly rate: number };

/**
 * ∫ rate dt over `[fromMs, toMs]` ∩ the step from `a` to `b`, with the rate linear in between: the trapezoid's part
 * inside the period. Pieces of any split add up to the whole. Result in units of rate·s; 0 where they do not overlap.
 */
export const trapezoidPart = (a: RatePoint, b: RatePoint, fromMs: number, toMs: number): number => {
  const startMs = Math.max(a.atMs, fromMs);
  const endMs = Math.min(b.atMs, toMs);
  if (endMs <= startMs) return 0;
  return ((rateAt(a, b, startMs) + rateAt(a, b, endMs)) / 2) * ((endMs - startMs) / 1_000);
};

const rateAt = (a: RatePoint, b: RatePoint, ms: number): number => {
  // The ends are returned as measured, so that an unsplit step has no rounding of the interpolation in it.
  if (ms === a.atMs) return a.rate;
  if (ms === b.atMs) return b.rate;
  return a.rate + ((b.rate - a.rate) * (ms - a.atMs)) / (b.atMs - a.atMs);
};

export type Integral = { readonly mass: number; readonly coveredS: number; readonly gapS: number };

/** Trapezoid over points in order; a step longer than `maxGapS` contributes nothing and is counted as gap. */
export const integrate = (points: readonly RatePoint[], maxGapS: number): Integral => {
  let mass = 0;
  let coveredS = 0;
  let gapS = 0;
  for (const [index, b] of points.entries()) {
    const a = points[index - 1];
    if (a === undefined) continue;
    const stepS = (b.atMs - a.atMs) / 1_000;
    if (stepS > maxGapS) gapS += stepS;
    else {
      mass += trapezoidPart(a, b, a.atMs, b.atMs);
      coveredS += stepS;
    }
  }
  return { mass, coveredS, gapS };
};
