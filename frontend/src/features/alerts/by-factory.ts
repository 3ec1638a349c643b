import type { Alert } from '@carbon-track/contract/alert.ts';

/** Alerts of each factory together; factories in the order of their first alert. */
export const byFactory = <One extends Pick<Alert, 'factoryId'>>(
  alerts: readonly One[],
): [factoryId: string, alerts: One[]][] => {
  const grouped = new Map<string, One[]>();
  for (const alert of alerts) grouped.set(alert.factoryId, [...(grouped.get(alert.factoryId) ?? []), alert]);
  return [...grouped];
};
