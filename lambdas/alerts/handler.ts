import type { Alerts } from '../adapters/ports/alerts.ts';
import { type ApiHandler, apiDoor, type DoorPorts } from '../middleware/api-door.ts';
import { listAlerts } from './list-alerts.ts';
import { noteOnAlert } from './note-on-alert.ts';

export type AlertPorts = DoorPorts & {
  readonly alerts: Pick<Alerts, 'openOf' | 'openOfNetwork' | 'history' | 'acknowledge' | 'explain'>;
};

/** Alerts, and what people say about them. */
export const createHandler = (ports: AlertPorts): ApiHandler =>
  apiDoor(ports, {
    listAlerts: ({ scope, query }) => listAlerts(ports.alerts, scope, query),
    acknowledgeAlert: ({ params, caller }) =>
      noteOnAlert(params.alertId, () => ports.alerts.acknowledge(params.alertId, caller.name, ports.now())),
    explainAlert: ({ params, body, caller }) =>
      noteOnAlert(params.alertId, () => ports.alerts.explain(params.alertId, caller.name, body.explanation)),
  });
