import type { DatedConfiguration, Invalidation } from '@carbon-track/contract/chimney.ts';
import { type ConvertedReading, convertPrepared } from './convert-reading.ts';
import { configurationAt } from './dated.ts';
import { invalidated } from './fold/invalidate.ts';
import { prepareConfiguration } from './prepare-configuration.ts';
import type { Reading } from './reading.ts';

/**
 * One reading of a chimney with all that was in force at its time: configuration and failed checks. Null where no
 * configuration was. Whether a value has stood still is for folds to tell: one reading alone cannot.
 */
export const convertInForce = (
  reading: Reading,
  chimneyId: string,
  record: {
    readonly configurations: readonly DatedConfiguration[];
    readonly invalidations: readonly Invalidation[];
  },
): ConvertedReading | null => {
  const dated = configurationAt(record.configurations, chimneyId, reading.takenAtMs);
  if (dated === null) return null;
  const prepared = prepareConfiguration(dated.configuration);
  const own = record.invalidations.filter((one) => one.chimneyId === chimneyId);
  return invalidated({ converted: convertPrepared(reading, prepared), prepared }, own).converted;
};
