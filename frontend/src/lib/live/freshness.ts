import { minuteMs, secondMs } from '../time/nairobi.ts';

export const liveForMs = 15 * secondMs;
export const delayedForMs = 2 * minuteMs;
export const noSignalAfterMs = 15 * minuteMs;

/**
 * How much a value may still be trusted as "now". `live` also needs that it came as a live patch: the newest stored
 * minute serves polling and is never called live.
 */
export type Tier = 'live' | 'delayed' | 'stale' | 'none';
export type Freshness = { tier: Tier; ageMs: number | null };

/** Tiers by age: live ≤ 15 s, delayed ≤ 2 min, stale ≤ 15 min, then no signal. `takenAtMs` null: never any. */
export const freshnessOf = (input: {
  takenAtMs: number | null;
  nowMs: number;
  via: 'patch' | 'poll';
}): Freshness => {
  if (input.takenAtMs === null) return { tier: 'none', ageMs: null };
  const ageMs = Math.max(0, input.nowMs - input.takenAtMs);
  if (ageMs > noSignalAfterMs) return { tier: 'none', ageMs };
  if (ageMs > delayedForMs) return { tier: 'stale', ageMs };
  return { tier: ageMs <= liveForMs && input.via === 'patch' ? 'live' : 'delayed', ageMs };
};

const order: readonly Tier[] = ['live', 'delayed', 'stale', 'none'];

/** The less trustworthy of two: a sum is as fresh as its oldest part. */
export const worseTier = (one: Tier, other: Tier): Tier =>
  order.indexOf(one) >= order.indexOf(other) ? one : other;
