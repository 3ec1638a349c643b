import { type Alert, alertId } from '@carbon-track/contract/alert.ts';

/** An open alert of `kapkoros-1` whose id fits its parts. */
export const alert = (changes: Partial<Alert> = {}): Alert => {
  const parts = {
    factoryId: 'kapkoros',
    openedAtMs: Date.parse('2026-11-24T08:31:00.000Z'),
    chimneyId: 'kapkoros-1',
    cause: 'over_range' as const,
  };
  const merged = { ...parts, ...changes };
  return {
    ...merged,
    alertId: alertId(merged),
    incidentId: changes.incidentId ?? alertId(merged),
    detail: changes.detail ?? 'CO2',
    clearedAtMs: changes.clearedAtMs ?? null,
    peakValue: changes.peakValue ?? null,
    threshold: changes.threshold ?? null,
    unit: changes.unit ?? null,
    acknowledgedBy: null,
    acknowledgedAtMs: null,
    explanation: null,
  };
};
