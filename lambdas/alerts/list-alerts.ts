import type { Alert } from '@carbon-track/contract/alert.ts';
import type { RouteQuery } from '@carbon-track/contract/routes.ts';
import type { Alerts } from '../adapters/ports/alerts.ts';
import type { Page } from '../adapters/ports/registry.ts';
import { pageOf } from '../middleware/page-of.ts';
import { refuse } from '../middleware/refusal.ts';

/** Ascending text whose order is newest first; the id breaks ties. */
const newestFirst = ({ openedAtMs, alertId }: Alert): string =>
  `${String(9e15 - openedAtMs).padStart(16, '0')}~${alertId}`;

const openOf = async (alerts: Pick<Alerts, 'openOf'>, factoryId: string): Promise<Alert[]> =>
  (await alerts.openOf(factoryId)).toSorted((a, b) => (newestFirst(a) < newestFirst(b) ? -1 : 1));

/** One page of a factory's alerts, newest first, or of the network's open ones. */
export const listAlerts = async (
  alerts: Pick<Alerts, 'openOf' | 'openOfNetwork' | 'history'>,
  factoryId: string | null,
  { status, limit, cursor }: RouteQuery<'listAlerts'>,
): Promise<Page<Alert>> => {
  if (factoryId === null && status === 'all')
    throw refuse(
      'invalid-input',
      'Name a factory to see its past alerts; the network lists open ones only.',
      [{ path: 'query.factoryId', message: 'needed with status=all' }],
    );
  if (factoryId === null) return alerts.openOfNetwork(limit, cursor);
  if (status === 'all') return alerts.history(factoryId, limit, cursor);
  return pageOf(await openOf(alerts, factoryId), newestFirst, { limit, cursor });
};
