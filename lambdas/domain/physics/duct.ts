import type { Geometry } from '@carbon-track/contract/chimney.ts';
import { requireNotNegative, requirePositive } from './require.ts';

/** A = π·D²/4, m², inside the lining. Throws a RangeError unless D > 0. Source: geometry. */
export const circularAreaM2 = (diameterM: number): number => {
  requirePositive('diameter', diameterM);
  return (Math.PI * diameterM * diameterM) / 4;
};

/** A = W·H, m², inside the lining. Throws a RangeError unless both are above 0. Source: geometry. */
export const rectangularAreaM2 = (widthM: number, heightM: number): number => {
  requirePositive('width', widthM);
  requirePositive('height', heightM);
  return widthM * heightM;
};

/** Cross-section of a chimney, m². */
export const crossSectionM2 = (geometry: Geometry): number =>
  geometry.shape === 'circular'
    ? circularAreaM2(geometry.diameterM)
    : rectangularAreaM2(geometry.widthM, geometry.heightM);

/**
 * Q = k·v·A, m³/s at stack conditions. k is the profile factor: mean velocity over the velocity at the probe.
 * Throws a RangeError for a negative velocity. Source: continuity.
 */
export const actualFlowM3PerS = (velocityMPerS: number, areaM2: number, profileFactor = 1): number => {
  requireNotNegative('velocity', velocityMPerS);
  return profileFactor * velocityMPerS * areaM2;
};
