import type { Alert } from '@carbon-track/contract/alert.ts';
import type { Alerts } from '../adapters/ports/alerts.ts';
import { kindsIn } from './event-words.ts';
import type { PlacedEvent } from './place-event.ts';

/** A device has fewer kinds of events than this, so that many cannot crowd one millisecond. */
const mostNeighbours = 8;

/**
 * Opens the alert that `make` gives for an event. An alert's id holds chimney, cause and millisecond, so two things of
 * one device that happen at once would share it: the second moves on by a millisecond. `known`: the event is told
 * already; `raced`: another alert of this chimney is open.
 */
export const openApart = async (
  alerts: Pick<Alerts, 'open' | 'find'>,
  placed: PlacedEvent,
  make: (placed: PlacedEvent) => Alert,
): Promise<'opened' | 'known' | 'raced'> => {
  for (let offsetMs = 0; offsetMs < mostNeighbours; offsetMs += 1) {
    const alert = make({ ...placed, takenAtMs: placed.takenAtMs + offsetMs });
    if ((await alerts.open(alert)) === 'opened') return 'opened';
    const holder = await alerts.find(alert.alertId);
    if (holder !== null && kindsIn(holder.detail).has(placed.event.kind)) return 'known';
    const isOpenElsewhere = holder === null || holder.clearedAtMs === null;
    if (alert.clearedAtMs === null && isOpenElsewhere) return 'raced';
  }
  return 'known';
};
