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

export type ArchivedReadings = {
  readonly archived: readonly ArchivedReading[];
  /** Minutes of factories whose record could not be read: stored, not archived yet. */
  readonly failed: readonly WrittenMinute[];
  readonly errors: readonly unknown[];
};

/**
 * Stored readings with the rate they convert to, for the archive. Duplicates are included: a batch that is tried again
 * finds its readings stored and must still archive them. A factory that cannot be read holds up only itself.
 */
export const archivedReadings = async (
  registry: Pick<Registry, 'factory'>,
  written: readonly WrittenMinute[],
): Promise<ArchivedReadings> => {
  const byFactory = [...Map.groupBy(written, ({ minute }) => minute.factoryId)];
  const answers = await Promise.allSettled(byFactory.map(([factoryId]) => registry.factory(factoryId)));
  const archived: ArchivedReading[] = [];
  const failed: WrittenMinute[] = [];
  const errors: unknown[] = [];
  byFactory.forEach(([factoryId, minutes], index) => {
    const answer = answers[index];
    if (answer?.status !== 'fulfilled') {
      failed.push(...minutes);
      errors.push(answer?.reason);
      return;
    }
    const convert = converterFor(factoryId, answer.value);
    for (const { outcome } of minutes) {
      for (const reading of outcome.added) archived.push(convert(reading));
      for (const reading of outcome.duplicates) archived.push(convert(reading));
    }
  });
  return { archived, failed, errors };
};
