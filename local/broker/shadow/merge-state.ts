import * as z from 'zod';

/** One side of a shadow, and its metadata: any JSON object. */
export const jsonObjectSchema = z.record(z.string(), z.unknown());
export type JsonObject = z.infer<typeof jsonObjectSchema>;

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Lays `patch` over `state`: objects merge, null deletes, everything else replaces, arrays whole. */
export const mergeState = (state: unknown, patch: JsonObject): JsonObject => {
  const merged = new Map(isObject(state) ? Object.entries(state) : []);
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) merged.delete(key);
    else merged.set(key, isObject(value) ? mergeState(merged.get(key), value) : value);
  }
  return Object.fromEntries(merged);
};

/** The metadata of a patch: the second of its arrival in place of every value, null staying null so that it deletes. */
export const stampsOf = (patch: JsonObject, timestamp: number): JsonObject => {
  const stamp = (value: unknown): unknown => {
    if (value === null) return null;
    if (Array.isArray(value)) return value.map(stamp);
    return isObject(value) ? stampsOf(value, timestamp) : { timestamp };
  };
  return Object.fromEntries(Object.entries(patch).map(([key, value]) => [key, stamp(value)]));
};

/** What of `desired` is not so in `reported`; null where nothing is. Keys that are only reported do not count. */
export const differenceOf = (desired: JsonObject, reported: unknown): JsonObject | null => {
  const there = isObject(reported) ? reported : {};
  const differing = Object.entries(desired).flatMap(([key, value]): [string, unknown][] => {
    if (!isObject(value) || !isObject(there[key]))
      return JSON.stringify(value) === JSON.stringify(there[key]) ? [] : [[key, value]];
    const inner = differenceOf(value, there[key]);
    return inner === null ? [] : [[key, inner]];
  });
  return differing.length === 0 ? null : Object.fromEntries(differing);
};

/** The part of `metadata` that belongs to the keys of `state`. */
export const metadataFor = (state: JsonObject, metadata: unknown): JsonObject => {
  const known = isObject(metadata) ? metadata : {};
  return Object.fromEntries(
    Object.entries(state).map(([key, value]) => [
      key,
      isObject(value) ? metadataFor(value, known[key]) : known[key],
    ]),
  );
};
