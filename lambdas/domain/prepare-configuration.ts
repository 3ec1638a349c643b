import type { ChimneyConfiguration } from '@carbon-track/contract/chimney.ts';
import { isaPressurePa } from './physics/atmosphere.ts';
import { crossSectionM2 } from './physics/duct.ts';
import { fixedVarianceRelative, temperatureTermK } from './physics/uncertainty.ts';

/** A configuration with the constants that every one of its readings needs. */
export type PreparedConfiguration = {
  readonly configuration: ChimneyConfiguration;
  readonly areaM2: number;
  readonly altitudePressurePa: number;
  readonly fixedVariance: number;
  readonly temperatureTermK: number;
};

/** Throws a RangeError for a geometry or altitude that no chimney can have. */
export const prepareConfiguration = (configuration: ChimneyConfiguration): PreparedConfiguration => ({
  configuration,
  areaM2: crossSectionM2(configuration.geometry),
  altitudePressurePa: isaPressurePa(configuration.altitudeM),
  fixedVariance: fixedVarianceRelative(configuration),
  temperatureTermK: temperatureTermK(configuration),
});
