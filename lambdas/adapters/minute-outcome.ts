import type { Reading } from '../domain/reading.ts';
import type { Item } from './minute-item.ts';
import { identityOfName, isReadingName, millisecondOfName, unpackReading } from './packed-reading.ts';
import type { MinuteOutcome, MinuteWrite } from './ports/minute-store.ts';

/** A reading with the attribute it makes. */
export type NamedReading = { readonly reading: Reading; readonly name: string; readonly value: Uint8Array };

/** The attributes of each identity. More than one is a fault of the device: the one with the earliest time speaks. */
const namesByIdentity = (item: Item): Map<string, string[]> => {
  const names = new Map<string, string[]>();
  for (const name in item) {
    if (!isReadingName(name)) continue;
    const known = names.get(identityOfName(name));
    if (known === undefined) names.set(identityOfName(name), [name]);
    else known.push(name);
  }
  return names;
};

type Verdict = keyof MinuteOutcome;

/**
 * Tells what a write meant to the item as it was before it. `named` is sorted by `compareReadings`; `takes` says
 * which new names the item took. Every reading gets one verdict. Of two times with one identity the earlier wins;
 * a loser that was stored by an earlier write is reported as a conflict by the write that displaces it, and again at
 * each retry of that write, because the first report may have been lost.
 */
export const minuteOutcome = (
  write: MinuteWrite,
  named: readonly NamedReading[],
  before: Item,
  takes: (name: string) => boolean,
): MinuteOutcome => {
  const outcome: Record<Verdict, Reading[]> = { added: [], duplicates: [], conflicts: [], tooDense: [] };
  const rivals = namesByIdentity(before);
  const written = new Map<string, Uint8Array>();
  const displaced = new Set<string>();

  const verdictOf = ({ name, value }: NamedReading): Verdict => {
    const stored = written.get(name) ?? before[name]?.B;
    if (stored === undefined && !takes(name)) return 'tooDense';
    if (stored !== undefined && Buffer.compare(stored, value) !== 0) return 'conflicts';
    written.set(name, value);
    const others = rivals.get(identityOfName(name)) ?? [];
    if (others.some((rival) => millisecondOfName(rival) < millisecondOfName(name))) return 'conflicts';
    for (const rival of others) if (rival !== name) displaced.add(rival);
    rivals.set(identityOfName(name), [name]);
    return stored === undefined ? 'added' : 'duplicates';
  };

  for (const candidate of named) outcome[verdictOf(candidate)].push(candidate.reading);
  for (const name of displaced) {
    const value = before[name]?.B;
    if (value === undefined || written.has(name)) continue;
    outcome.conflicts.push(unpackReading(write.deviceId, write.minuteMs, name, value));
  }
  return outcome;
};
