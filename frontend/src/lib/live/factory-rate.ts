import { type Freshness, freshnessOf, type Tier, worseTier } from './freshness.ts';
import type { KnownSnapshot } from './merge-snapshots.ts';
import { type Hindrance, sharedHindrance } from './no-rate.ts';

export type FactoryRate = {
  /** Sum over the chimneys that tell their rate; null when none does. */
  rateKgPerS: number | null;
  /** k = 2; null when a counted chimney does not tell its own. */
  expandedUncertaintyKgPerS: number | null;
  chimneysCounted: number;
  chimneys: number;
  /** As fresh as the oldest counted chimney. */
  freshness: Freshness;
  /** When that one was taken; when none counts, the newest that was ever heard. */
  takenAtMs: number | null;
  /** Why no chimney that reports has a rate; null when one has, or none reports. */
  hindrance: Hindrance | 'mixed' | null;
  allOff: boolean;
};

type Counted = { rateKgPerS: number; uncertaintyKgPerS: number | null; tier: Tier; known: KnownSnapshot };

/** What a chimney adds: its rate, 0 when its boiler is off, nothing (null) when it is silent or invalid. */
const countedOf = (known: KnownSnapshot, nowMs: number): Counted | null => {
  const { snapshot, via } = known;
  const { tier } = freshnessOf({ takenAtMs: snapshot.takenAtMs, nowMs, via });
  const off = snapshot.operatingState === 'off';
  if (tier === 'none' || (snapshot.rateKgPerS === null && !off)) return null;
  if (off) return { rateKgPerS: 0, uncertaintyKgPerS: 0, tier, known };
  return {
    rateKgPerS: snapshot.rateKgPerS ?? 0,
    uncertaintyKgPerS: snapshot.expandedUncertaintyKgPerS,
    tier,
    known,
  };
};

/** Chimneys err independently of each other, so their uncertainties add as the root of the squares. */
const rootOfSquares = (values: readonly (number | null)[]): number | null => {
  const known = values.filter((value) => value !== null);
  return known.length === values.length ? Math.hypot(...known) : null;
};

const reporting = (known: readonly KnownSnapshot[], nowMs: number) =>
  known
    .filter(({ snapshot, via }) => freshnessOf({ takenAtMs: snapshot.takenAtMs, nowMs, via }).tier !== 'none')
    .map(({ snapshot }) => snapshot);

/**
 * The factory's rate now, in kg CO2 per second, from the newest snapshot of each of its chimneys.
 * `known` holds one entry per chimney in use, null where nothing was ever heard.
 */
export const factoryRate = (known: readonly (KnownSnapshot | null)[], nowMs: number): FactoryRate => {
  const heard = known.filter((one) => one !== null);
  const counted = heard.flatMap((one) => countedOf(one, nowMs) ?? []);
  const newestFirst = heard.map(({ snapshot }) => snapshot.takenAtMs).toSorted((a, b) => b - a);
  const oldest = counted.toSorted((a, b) => a.known.snapshot.takenAtMs - b.known.snapshot.takenAtMs)[0];
  const takenAtMs = oldest?.known.snapshot.takenAtMs ?? newestFirst[0] ?? null;
  return {
    rateKgPerS: counted.length === 0 ? null : counted.reduce((sum, one) => sum + one.rateKgPerS, 0),
    expandedUncertaintyKgPerS:
      counted.length === 0 ? null : rootOfSquares(counted.map((one) => one.uncertaintyKgPerS)),
    chimneysCounted: counted.length,
    chimneys: known.length,
    freshness: {
      tier: counted.reduce<Tier>((tier, one) => worseTier(tier, one.tier), counted.length ? 'live' : 'none'),
      ageMs: takenAtMs === null ? null : Math.max(0, nowMs - takenAtMs),
    },
    takenAtMs,
    hindrance: counted.length === 0 ? sharedHindrance(reporting(heard, nowMs)) : null,
    allOff: counted.length > 0 && counted.every((one) => one.known.snapshot.operatingState === 'off'),
  };
};
