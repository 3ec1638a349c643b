import type { Reading } from '../domain/reading.ts';
import type { Item } from './minute-item.ts';
import { identityOfName, isReadingName, millisecondOfName, unpackReading } from './packed-reading.ts';
import type { MinuteOutcome, MinuteWrite } from './ports/minute-store.ts';

/** A reading with the attribute it makes. */
export type NamedReading = { readonly reading: Reading; readonly name: string; readonly value: Uint8Array };

/** Which attribute speaks for an identity: the one with the earliest time. */
const namesByIdentity = (item: Item): Map<string, string> => {
  const names = new Map<string, string>();
  for (const name in item) {
    if (!isReadingName(name)) continue;
    const rival = names.get(identityOfName(name));
    if (rival === undefined || millisecondOfName(name) < millisecondOfName(rival)) {
      names.set(identityOfName(name), name);
    }
  }
  return names;
};

type Verdict = keyof MinuteOutcome;

/**
 * Tells what a write meant to the item as it was before it. `named` is sorted by `compareReadings`; `takes` says
 * which new names the item took. Every reading gets one verdict. Of two times with one identity the earlier wins;
 * a loser that was stored by an earlier write is reported as a conflict by the write that displaces it.
 */
export const minuteOutcome = (
  write: MinuteWrite,
  named: readonly NamedReading[],
  before: Item,
  takes: (name: string) => boolean,
): MinuteOutcome => {
  const outcome: Record<Verdict, Reading[]> = { added: [], duplicates: [], conflicts: [], tooDense: [] };
  const speaker = namesByIdentity(before);
  const written = new Map<string, Uint8Array>();
  const displaced = new Set<string>();

  const verdictOf = ({ name, value }: NamedReading): Verdict => {
    const stored = written.get(name) ?? before[name]?.B;
    if (stored === undefined && !takes(name)) return 'tooDense';
    if (stored !== undefined && Buffer.compare(stored, value) !== 0) return 'conflicts';
    written.set(name, value);
    const rival = speaker.get(identityOfName(name)) ?? name;
    if (millisecondOfName(rival) < millisecondOfName(name)) return 'conflicts';
    if (rival !== name) displaced.add(rival);
    speaker.set(identityOfName(name), name);
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
