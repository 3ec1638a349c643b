import { isValidHour } from './emission-totals.ts';
import type { HourFold } from './hour-fold.ts';

/** With fewer valid firing hours a chimney's own past is no yardstick. Engineering default: one day of firing. */
export const leastHoursForP95 = 24;

/**
 * 95th percentile (nearest rank) of the mean rate of valid firing hours, kg/s: the yardstick of "high emission".
 * Bring the hours of the last 28 days. Null below `leastHoursForP95` hours: not evaluated, rather than guessed.
 */
export const p95RateKgPerS = (folds: readonly HourFold[]): number | null => {
  const rates = folds
    .filter((fold) => fold.operatingMinutes > 0 && isValidHour(fold))
    .map(({ integratedKg, coveredMs }) => integratedKg / (coveredMs / 1_000))
    .sort((a, b) => a - b);
  if (rates.length < leastHoursForP95) return null;
  return rates[Math.ceil(0.95 * rates.length) - 1] ?? null;
};
