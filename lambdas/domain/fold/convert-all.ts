import type { DatedConfiguration } from '@carbon-track/contract/chimney.ts';
import { convertPrepared } from '../convert-reading.ts';
import { configurationAt, isInForce } from '../dated.ts';
import { type PreparedConfiguration, prepareConfiguration } from '../prepare-configuration.ts';
import type { Reading } from '../reading.ts';
import type { FoldInput } from './fold-input.ts';
import { withInvalidations } from './invalidate.ts';
import type { PlacedReading } from './placed-reading.ts';
import { withStaleChannels } from './stale.ts';

/**
 * Converts each reading with the configuration of its own time, then applies what only its surroundings can tell:
 * invalidation intervals and standing values. Readings before any configuration are left out: nothing can convert them.
 */
export const convertAll = (readings: readonly Reading[], input: FoldInput): PlacedReading[] => {
  const prepare = preparer(input);
  const placed: PlacedReading[] = [];
  for (const reading of readings) {
    const prepared = prepare(reading.takenAtMs);
    if (prepared !== null) placed.push({ converted: convertPrepared(reading, prepared), prepared });
  }
  return withStaleChannels(withInvalidations(placed, input));
};

/** Neighbours in time mostly share their configuration: look it up and prepare it once per stretch. */
const preparer = (input: FoldInput) => {
  const preparedOf = new Map<DatedConfiguration, PreparedConfiguration>();
  const isSoleRevision = input.configurations.length === 1;
  let current: DatedConfiguration | null = null;
  return (ms: number): PreparedConfiguration | null => {
    if (!(isSoleRevision && current !== null && isInForce(current, ms))) {
      current = configurationAt(input.configurations, input.chimneyId, ms);
    }
    if (current === null) return null;
    const prepared = preparedOf.get(current) ?? prepareConfiguration(current.configuration);
    preparedOf.set(current, prepared);
    return prepared;
  };
};
