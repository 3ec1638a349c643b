import { type Alert, alertSchema, parseAlertId } from '@carbon-track/contract/alert.ts';
import * as z from 'zod';
import { type Key, ledgerKeys } from './table-keys.ts';

/** Where the alert itself lies. Null: no alert can have this id. */
export const keyOfAlert = (alertId: string): Key | null => {
  const parts = parseAlertId(alertId);
  return parts === null
    ? null
    : ledgerKeys.alert(parts.factoryId, parts.openedAtMs, parts.chimneyId, parts.cause);
};

/** The alert as an item. What is null is left out, so that `if_not_exists` means "nobody has yet". */
export const alertItem = (alert: Alert): Key & Record<string, unknown> => ({
  ...ledgerKeys.alert(alert.factoryId, alert.openedAtMs, alert.chimneyId, alert.cause),
  ...Object.fromEntries(Object.entries(alert).filter(([, value]) => value !== null)),
});

const nothing = {
  clearedAtMs: null,
  peakValue: null,
  threshold: null,
  unit: null,
  acknowledgedBy: null,
  acknowledgedAtMs: null,
  explanation: null,
};

export const alertFromItem = (item: object): Alert => alertSchema.parse({ ...nothing, ...item });

/** The open alert of a chimney and cause: only its id, so that there is one copy of the truth. */
export const pointerSchema = z.object({ alertId: z.string() });
