type Quadrants<Value> = readonly [Value, Value, Value, Value];

/**
 * At least one valid point in every 15-minute quadrant in which fuel was burned. Source: 40 CFR 75.10(d)(1).
 * Stricter on gaps and laxer on counts than the 80 % rule; a reference for verifiers, not our rule.
 */
export const isValidHourByQuadrants = (
  pointsPerQuadrant: Quadrants<number>,
  operatingQuadrants: Quadrants<boolean>,
): boolean => pointsPerQuadrant.every((points, index) => operatingQuadrants[index] !== true || points >= 1);

/**
 * In an hour of calibration or maintenance two valid points at least 15 minutes apart are enough; times in minutes
 * of the hour. Source: 40 CFR 75.10(d)(3).
 */
export const isValidQaHour = (pointMinutes: readonly number[]): boolean =>
  pointMinutes.length >= 2 && Math.max(...pointMinutes) - Math.min(...pointMinutes) >= 15;

/** Hours a percent monitor availability looks back. */
export const availabilityWindowHours = 8_760;

/**
 * 100·valid/operating hours, %, over the last 8,760 operating hours or as many as there are; null where nothing
 * operated. Source: 40 CFR 75.32(a)(2), equation 9.
 */
export const percentMonitorAvailability = (validHours: number, operatingHours: number): number | null =>
  operatingHours === 0 ? null : (100 * validHours) / operatingHours;

/**
 * Mean of the hours before and after a gap, in their unit: the substitute of 40 CFR 75.33(b) for short gaps at high
 * availability. A reference function; our own ladder does not use it.
 */
export const neighbourAverage = (before: number, after: number): number => (before + after) / 2;
