import { type Alert, alertId } from '@carbon-track/contract/alert.ts';
import type { Alerts } from '../adapters/ports/alerts.ts';
import { openableForMs } from '../domain/alerts/evaluate-chimney.ts';
import { withIncidents } from '../domain/alerts/incident.ts';
import { detailOf, eventDetail, isMoment, kindsIn } from './event-words.ts';
import { openApart } from './open-apart.ts';
import type { PlacedEvent } from './place-event.ts';

export type Recorded = 'opened' | 'joined' | 'eased' | 'cleared' | 'history' | 'known';
export type EventAlerts = Pick<Alerts, 'openOf' | 'history' | 'open' | 'update' | 'find'>;

/** Events overtake each other by seconds or minutes; more of the history need not be looked at. */
const recentAlerts = 30;

const isOfDevice = (alert: Alert, placed: PlacedEvent): boolean =>
  alert.cause === 'device_event' && alert.chimneyId === placed.chimneyId;

const newAlert = ({ factoryId, chimneyId, takenAtMs, event }: PlacedEvent, isOver: boolean): Alert => {
  const parts = { factoryId, openedAtMs: takenAtMs, chimneyId, cause: 'device_event' as const };
  return {
    ...parts,
    alertId: alertId(parts),
    incidentId: alertId(parts),
    detail: eventDetail(event),
    clearedAtMs: isOver ? takenAtMs : null,
    peakValue: event.value,
    threshold: null,
    unit: null,
    acknowledgedBy: null,
    acknowledgedAtMs: null,
    explanation: null,
  };
};

const putHistory = async (alerts: EventAlerts, placed: PlacedEvent): Promise<Recorded> =>
  (await openApart(alerts, placed, (at) => newAlert(at, true))) === 'opened' ? 'history' : 'known';

/** Whether the same kind was cleared at this event's time or later: then this one comes too late to matter. */
const isPast = async (alerts: EventAlerts, placed: PlacedEvent): Promise<boolean> => {
  const { items } = await alerts.history(placed.factoryId, recentAlerts, undefined);
  return items.some(
    (alert) =>
      isOfDevice(alert, placed) &&
      kindsIn(alert.detail).has(placed.event.kind) &&
      (alert.clearedAtMs ?? 0) >= placed.takenAtMs,
  );
};

const raise = async (
  alerts: EventAlerts,
  placed: PlacedEvent,
  standing: readonly Alert[],
  open: Alert | undefined,
): Promise<Recorded | 'raced'> => {
  const { event } = placed;
  if (open === undefined) {
    return openApart(alerts, placed, (at) => {
      const alert = newAlert(at, false);
      return withIncidents([alert], standing)[0] ?? alert;
    });
  }
  const known = kindsIn(open.detail);
  if (known.has(event.kind)) return 'known';
  const peakValue = open.peakValue ?? event.value;
  await alerts.update({ ...open, detail: detailOf([...known, event.kind]), peakValue });
  return 'joined';
};

const ease = async (
  alerts: EventAlerts,
  { event, takenAtMs }: PlacedEvent,
  open: Alert,
): Promise<Recorded> => {
  const left = kindsIn(open.detail);
  left.delete(event.kind);
  if (left.size > 0) {
    await alerts.update({ ...open, detail: detailOf(left) });
    return 'eased';
  }
  await alerts.update({ ...open, clearedAtMs: Math.max(takenAtMs, open.openedAtMs) });
  return 'cleared';
};

/**
 * Turns an event into the alert `device_event` of its chimney. Backlog older than 15 min, moments and clearings of
 * what never opened go to the history. Delivering an event again, or late behind its own clearing, changes nothing.
 */
export const recordEvent = async (alerts: EventAlerts, placed: PlacedEvent): Promise<Recorded> => {
  const { event, receivedAtMs, takenAtMs, factoryId } = placed;
  if (isMoment(event.kind)) return putHistory(alerts, placed);
  const standing = await alerts.openOf(factoryId);
  const open = standing.find((alert) => isOfDevice(alert, placed));
  const isKnownOpen = open !== undefined && kindsIn(open.detail).has(event.kind);
  if (event.state === 'cleared' && isKnownOpen && open.openedAtMs <= takenAtMs)
    return ease(alerts, placed, open);
  if (await isPast(alerts, placed)) return 'known';
  if (event.state === 'cleared' || receivedAtMs - takenAtMs > openableForMs)
    return putHistory(alerts, placed);
  const raised = await raise(alerts, placed, standing, open);
  if (raised !== 'raced') return raised;
  // Another event of this chimney opened the alert a moment ago: join it.
  const now = await alerts.openOf(factoryId);
  const winner = now.find((alert) => isOfDevice(alert, placed));
  const second = winner === undefined ? 'raced' : await raise(alerts, placed, now, winner);
  return second === 'raced' ? 'known' : second;
};
