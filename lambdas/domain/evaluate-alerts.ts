import { type Alert, type AlertCause, alertId } from '@carbon-track/contract/alert.ts';
import type { ChimneyThresholds } from '@carbon-track/contract/chimney.ts';
import type { AlertInput } from './alerts/alert-input.ts';
import { evaluateChimney, type Finding } from './alerts/evaluate-chimney.ts';
import { withIncidents } from './alerts/incident.ts';

export type { AlertInput, ChimneyWatch } from './alerts/alert-input.ts';
export { alertWindowMs } from './alerts/evaluate-chimney.ts';
export { p95RateKgPerS } from './p95-rate.ts';

/** `alert` is the whole alert to store. `opened`: new; `peaked`: a worse value; `cleared`: with its time. */
export type AlertChange = { readonly kind: 'opened' | 'peaked' | 'cleared'; readonly alert: Alert };

/**
 * What changes in the alerts of one factory, from the readings of the last 30 min and the alerts now open. By reading
 * time and pure: order, repetition and retries cannot matter, and evaluating again with the result gives nothing new.
 * `readings` are those of the factory's devices from `nowMs − alertWindowMs` on; more do no harm.
 * At most one open alert per chimney and cause; alerts that overlap in a factory share an incident.
 */
export const evaluateAlerts = (input: AlertInput): AlertChange[] => {
  const findings = input.chimneys.flatMap((chimney) => evaluateChimney(input, chimney));
  const settled = findings.flatMap(settle);
  const standing = input.openAlerts.map(
    (alert) => settled.find((change) => change.alert.alertId === alert.alertId)?.alert ?? alert,
  );
  const opened = findings.flatMap((finding) => newAlert(finding, input.factoryId));
  const openings = withIncidents(opened, standing).map((alert) => ({ kind: 'opened' as const, alert }));
  return [...settled, ...openings];
};

const settle = ({ open, episode }: Finding): AlertChange[] => {
  if (open === null) return [];
  const { clearedAtMs, peakValue } = episode;
  const alert = { ...open, peakValue: peakValue ?? open.peakValue };
  if (clearedAtMs !== null) return [{ kind: 'cleared', alert: { ...alert, clearedAtMs } }];
  return alert.peakValue === open.peakValue ? [] : [{ kind: 'peaked', alert }];
};

const newAlert = (finding: Finding, factoryId: string): Alert[] => {
  const { opening } = finding.episode;
  if (opening === null) return [];
  const parts = {
    factoryId,
    openedAtMs: opening.openedAtMs,
    chimneyId: finding.chimneyId,
    cause: finding.cause,
  };
  return [
    {
      ...parts,
      alertId: alertId(parts),
      incidentId: alertId(parts),
      detail: opening.detail,
      clearedAtMs: null,
      peakValue: opening.peakValue,
      ...limitOf(finding.cause, finding.thresholds, finding.p95RateKgPerS),
      acknowledgedBy: null,
      acknowledgedAtMs: null,
      explanation: null,
    },
  ];
};

const limitOf = (
  cause: AlertCause,
  thresholds: ChimneyThresholds,
  p95: number | null,
): Pick<Alert, 'threshold' | 'unit'> => {
  if (cause === 'high_emission' && p95 !== null) {
    return { threshold: thresholds.highEmissionRatio * p95, unit: 'kg/s' };
  }
  if (cause === 'gas_temperature_high') return { threshold: thresholds.gasHighC, unit: '°C' };
  if (cause === 'low_velocity') return { threshold: thresholds.lowVelocityMPerS, unit: 'm/s' };
  if (cause === 'device_silent') return { threshold: thresholds.silentForS, unit: 's' };
  return { threshold: null, unit: null };
};
