import type { Alert } from '@carbon-track/contract/alert.ts';

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const byOpening = (a: Alert, b: Alert): number =>
  a.openedAtMs - b.openedAtMs || compareText(a.alertId, b.alertId);

const overlaps = (standing: Alert, opened: Alert): boolean =>
  standing.clearedAtMs === null || standing.clearedAtMs >= opened.openedAtMs;

/**
 * Gives new alerts of one factory their incident: that of the earliest alert still open when they opened, else of the
 * earliest among themselves, else their own id. `standing` are the alerts known before, cleared or not.
 */
export const withIncidents = (opened: readonly Alert[], standing: readonly Alert[]): Alert[] => {
  const known = [...standing].sort(byOpening);
  const placed: Alert[] = [];
  for (const alert of [...opened].sort(byOpening)) {
    const host = [...known, ...placed].find((candidate) => overlaps(candidate, alert));
    placed.push({ ...alert, incidentId: host?.incidentId ?? alert.alertId });
  }
  return placed;
};
