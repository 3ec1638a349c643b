/**
 * Repeatable noise: every value follows from a seed and an index, so any instant of a plant can be computed without
 * computing what came before it, and two runs agree to the last bit.
 */

/** 32-bit FNV-1a of a text, to make a seed from an id. */
export const seedOf = (text: string): number => {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0;
  }
  return hash;
};

/** Uniform in [0, 1) for a seed and an integer index (the output step of mulberry32 over a mixed counter). */
export const uniformAt = (seed: number, index: number): number => {
  const low = index >>> 0;
  const high = Math.floor(index / 4_294_967_296) >>> 0;
  let mixed = (seed ^ Math.imul(low + 0x6d2b79f5, 0x9e3779b1) ^ Math.imul(high + 1, 0x85ebca6b)) >>> 0;
  mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
};

/** Uniform in [low, high) for a named property, so that adding one property moves no other. */
export const between = (id: string, property: string, low: number, high: number): number =>
  low + (high - low) * uniformAt(seedOf(`${id}/${property}`), 0);

/** About normal with standard deviation 1 (three uniforms), for sensor noise. */
export const jitterAt = (seed: number, index: number): number =>
  2 * (uniformAt(seed, 3 * index) + uniformAt(seed, 3 * index + 1) + uniformAt(seed, 3 * index + 2)) - 3;

/** Smooth noise in [−1, 1] that wanders once per `periodMs`. */
export const wanderAt = (seed: number, atMs: number, periodMs: number): number => {
  const position = atMs / periodMs;
  const cell = Math.floor(position);
  const part = position - cell;
  const weight = part * part * (3 - 2 * part);
  return 2 * (uniformAt(seed, cell) * (1 - weight) + uniformAt(seed, cell + 1) * weight) - 1;
};

/** A stream of uniforms in [0, 1) for decisions taken one after the other. */
export const randomStream = (seed: number): (() => number) => {
  let index = 0;
  return () => {
    index += 1;
    return uniformAt(seed, index);
  };
};
