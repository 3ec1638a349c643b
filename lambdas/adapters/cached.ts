import type { Memberships } from './ports/memberships.ts';
import type { Registry } from './ports/registry.ts';

/** Rights are cached no longer than this: a revoked account loses REST access within 30 s. */
export const membershipCacheMs = 30_000;
/** More keys than this are never kept; the oldest go first. */
const maxEntries = 5_000;

/**
 * Remembers answers for `maxAgeMs`. Callers that ask at the same time share one load. A failed load is forgotten at
 * once, and so is an answer that `keeps` says no to: the next caller asks again.
 */
export const cached = <Value>(
  load: (key: string) => Promise<Value>,
  maxAgeMs: number,
  now: () => number,
  keeps: (value: Value) => boolean = () => true,
): ((key: string) => Promise<Value>) => {
  const entries = new Map<string, { readonly sinceMs: number; readonly value: Promise<Value> }>();
  return (key) => {
    const known = entries.get(key);
    if (known !== undefined && now() - known.sinceMs < maxAgeMs) return known.value;
    const entry = { sinceMs: now(), value: load(key) };
    const forget = () => entries.get(key) === entry && entries.delete(key);
    entry.value.then((value) => keeps(value) || forget(), forget);
    entries.delete(key);
    entries.set(key, entry);
    const [oldest] = entries.keys();
    if (entries.size > maxEntries && oldest !== undefined) entries.delete(oldest);
    return entry.value;
  };
};

/** Memberships that are at most 30 s old. */
export const cachedMemberships = (memberships: Memberships, now: () => number): Memberships => ({
  ...memberships,
  find: cached((sub) => memberships.find(sub), membershipCacheMs, now),
});

const isThere = (value: unknown): boolean => value !== null;

/**
 * A registry whose factories and devices may be `maxAgeMs` old: for ingest and live views, not for folds. That one does
 * not exist is never remembered, so what was just provisioned is known at once.
 */
export const cachedRegistry = (registry: Registry, maxAgeMs: number, now: () => number): Registry => ({
  ...registry,
  factory: cached((factoryId) => registry.factory(factoryId), maxAgeMs, now, isThere),
  device: cached((deviceId) => registry.device(deviceId), maxAgeMs, now, isThere),
});
