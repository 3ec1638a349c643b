import type { ChimneySnapshot } from '@carbon-track/contract/emissions.ts';
import type { LivePatch } from '@carbon-track/contract/live.ts';
import type { FactoryRecord } from '../adapters/ports/registry.ts';
import { chimneySnapshot } from '../domain/chimney-snapshot.ts';
import { convertInForce } from '../domain/convert-in-force.ts';
import { assignmentOf, primaryDeviceAt } from '../domain/dated.ts';
import type { Reading } from '../domain/reading.ts';

/** Null for a reading of no chimney, of one without a configuration, or of a source that is not primary. */
const snapshotOf = (record: FactoryRecord, reading: Reading): ChimneySnapshot | null => {
  const { deviceId, takenAtMs } = reading;
  const chimneyId = assignmentOf(record.assignments, deviceId, takenAtMs)?.chimneyId;
  if (chimneyId === undefined) return null;
  if (primaryDeviceAt(record.assignments, chimneyId, takenAtMs) !== deviceId) return null;
  const converted = convertInForce(reading, chimneyId, record);
  return converted === null ? null : chimneySnapshot(converted, chimneyId);
};

/** One patch of a factory: its chimneys with a new reading, each once and at its newest. Null if there is none. */
export const livePatch = (record: FactoryRecord, readings: Iterable<Reading>): LivePatch | null => {
  const chimneys = new Map<string, ChimneySnapshot>();
  for (const reading of readings) {
    const snapshot = snapshotOf(record, reading);
    if (snapshot === null) continue;
    const known = chimneys.get(snapshot.chimneyId);
    if (known === undefined || known.takenAtMs < snapshot.takenAtMs)
      chimneys.set(snapshot.chimneyId, snapshot);
  }
  return chimneys.size === 0
    ? null
    : { v: 1, factoryId: record.factory.factoryId, chimneys: [...chimneys.values()] };
};
