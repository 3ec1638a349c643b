import type { FactoryRecord, Registry } from '../adapters/ports/registry.ts';
import type { ArchivedReading } from '../adapters/ports/telemetry-archive.ts';
import { convertPrepared } from '../domain/convert-reading.ts';
import { assignmentOf, configurationAt } from '../domain/dated.ts';
import { type PreparedConfiguration, prepareConfiguration } from '../domain/prepare-configuration.ts';
import type { Reading } from '../domain/reading.ts';
import type { WrittenMinute } from './write-minutes.ts';

type Converter = (reading: Reading) => ArchivedReading;

/** Converts with what was in force at each reading's time. A reading of no chimney is archived without a rate. */
const converterFor = (factoryId: string, record: FactoryRecord | null): Converter => {
  const prepared = new Map<number, PreparedConfiguration>();
  return (reading) => {
    const assignment = assignmentOf(record?.assignments ?? [], reading.deviceId, reading.takenAtMs);
    const chimneyId = assignment?.chimneyId ?? null;
    const dated =
      chimneyId === null ? null : configurationAt(record?.configurations ?? [], chimneyId, reading.takenAtMs);
    if (dated === null) {
      return { factoryId, chimneyId, reading, rateKgPerS: null, configurationRevision: null };
    }
    const key = record?.configurations.indexOf(dated) ?? -1;
    const configuration = prepared.get(key) ?? prepareConfiguration(dated.configuration);
    prepared.set(key, configuration);
    const { rateKgPerS } = convertPrepared(reading, configuration);
    return { factoryId, chimneyId, reading, rateKgPerS, configurationRevision: dated.revision };
  };
};

/**
 * Stored readings with the rate they convert to, for the archive. Duplicates are included: a batch that is tried again
 * finds its readings stored and must still archive them. Throws when the registry does not answer.
 */
export const archivedReadings = async (
  registry: Pick<Registry, 'factory'>,
  written: readonly WrittenMinute[],
): Promise<ArchivedReading[]> => {
  const factoryIds = [...new Set(written.map(({ minute }) => minute.factoryId))];
  const records = await Promise.all(factoryIds.map((factoryId) => registry.factory(factoryId)));
  const converters = new Map(
    factoryIds.map((factoryId, index) => [factoryId, converterFor(factoryId, records[index] ?? null)]),
  );
  return written.flatMap(({ minute, outcome }) => {
    const convert = converters.get(minute.factoryId) ?? converterFor(minute.factoryId, null);
    return [...outcome.added, ...outcome.duplicates].map(convert);
  });
};
