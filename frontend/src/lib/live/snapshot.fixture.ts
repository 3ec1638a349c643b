import type { ChimneySnapshot } from '@carbon-track/contract/emissions.ts';

/** A chimney that burns, for tests. */
export const snapshotOf = (
  chimneyId: string,
  takenAtMs: number,
  rest: Partial<ChimneySnapshot> = {},
): ChimneySnapshot => ({
  chimneyId,
  deviceId: `ct-${chimneyId}a`,
  takenAtMs,
  rateKgPerS: 0.05,
  expandedUncertaintyKgPerS: 0.01,
  operatingState: 'firing',
  co2DryFraction: { value: 0.08, state: 'valid' },
  gasTemperatureC: { value: 200, state: 'valid' },
  velocityMPerS: { value: 3, state: 'valid' },
  pressurePa: { value: 80_000, state: 'valid' },
  marks: [],
  ...rest,
});
