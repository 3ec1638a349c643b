import { type Alert, parseAlertId } from '@carbon-track/contract/alert.ts';
import { refuse } from '../middleware/refusal.ts';

/** Writes a person's note on an alert. Throws `not-found` for an id that names none. */
export const noteOnAlert = async (alertId: string, write: () => Promise<Alert | null>): Promise<Alert> => {
  const noted = parseAlertId(alertId) === null ? null : await write();
  if (noted === null) throw refuse('not-found', 'There is no such alert; reload the list of alerts.');
  return noted;
};
