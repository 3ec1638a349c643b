import type { Alert } from '@carbon-track/contract/alert.ts';

/** When the last alert ended; null: one is open still, or there never was one. */
export const quietSinceMs = (alerts: readonly Alert[]): number | null =>
  alerts.reduce<number | null>((latest, { clearedAtMs }) => {
    if (clearedAtMs === null) return latest;
    return latest === null || clearedAtMs > latest ? clearedAtMs : latest;
  }, null);
