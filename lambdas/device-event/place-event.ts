import type { Registry } from '../adapters/ports/registry.ts';
import { assignmentOf } from '../domain/dated.ts';
import { judgeClock } from '../domain/reading-clock.ts';
import type { ReceivedEvent, RefusedEvent } from './read-event.ts';

/** An event of a known device, with the chimney it watches and the time it speaks of. */
export type PlacedEvent = ReceivedEvent & { readonly chimneyId: string; readonly takenAtMs: number };

const refused = (event: ReceivedEvent, reason: RefusedEvent['reason'], detail: string): RefusedEvent => {
  const { event: _event, ...delivery } = event;
  return { ...delivery, reason, detail };
};

/** A device without a clock can still report: then the time of receipt stands in. */
const placeInTime = (received: ReceivedEvent): number | 'clock_ahead' | 'too_late' => {
  const { t_ms: takenAtMs, tq: timeQuality } = received.event;
  const verdict = judgeClock({ takenAtMs, timeQuality }, received.receivedAtMs);
  if (verdict === 'in_time') return takenAtMs;
  return timeQuality < 2 || verdict === 'unplaced' ? received.receivedAtMs : verdict;
};

/** Checks the sender against the registry and finds chimney and time. Throws only when the registry cannot be read. */
export const placeEvent = async (
  registry: Pick<Registry, 'device' | 'factory'>,
  received: ReceivedEvent,
): Promise<PlacedEvent | RefusedEvent> => {
  const { deviceId, factoryId, receivedAtMs } = received;
  const device = await registry.device(deviceId);
  if (device === null)
    return refused(received, 'unknown_device', `${deviceId} is not registered; provision it`);
  if (device.factoryId !== factoryId) {
    const detail = `${deviceId} is registered for ${device.factoryId}, not for ${factoryId}`;
    return refused(received, 'identity_mismatch', detail);
  }
  if (device.revokedAtMs !== null && receivedAtMs > device.revokedAtMs) {
    return refused(received, 'unknown_device', `${deviceId} was revoked; provision it again`);
  }
  const takenAtMs = placeInTime(received);
  if (typeof takenAtMs === 'string') {
    const taken = new Date(received.event.t_ms).toISOString();
    return refused(received, takenAtMs, `raised at ${taken} by the device's clock; check it`);
  }
  const record = await registry.factory(factoryId);
  const assigned = assignmentOf(record?.assignments ?? [], deviceId, takenAtMs)?.chimneyId;
  const chimneyId = assigned ?? device.chimneyId;
  if (chimneyId === null) {
    return refused(
      received,
      'unknown_device',
      `${deviceId} was on no chimney then; assign it and send again`,
    );
  }
  return { ...received, chimneyId, takenAtMs };
};
