import type { ConvertedReading } from '../convert-reading.ts';
import type { PreparedConfiguration } from '../prepare-configuration.ts';

/** A converted reading with what it was converted with, so that a changed state can be worked through again. */
export type PlacedReading = {
  readonly converted: ConvertedReading;
  readonly prepared: PreparedConfiguration;
};
