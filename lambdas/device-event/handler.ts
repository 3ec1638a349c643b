import type { Alerts } from '../adapters/ports/alerts.ts';
import type { Quarantine } from '../adapters/ports/quarantine.ts';
import type { Registry } from '../adapters/ports/registry.ts';
import { placeEvent } from './place-event.ts';
import { type RefusedEvent, readEvent } from './read-event.ts';
import { recordEvent } from './record-event.ts';

export type DeviceEventPorts = {
  readonly registry: Pick<Registry, 'device' | 'factory'>;
  readonly alerts: Pick<Alerts, 'openOf' | 'history' | 'open' | 'update' | 'find'>;
  readonly quarantine: Pick<Quarantine, 'putBatch'>;
  readonly now: () => number;
  readonly log: (line: Readonly<Record<string, unknown>>) => void;
};

const setAside = (
  { quarantine, now }: DeviceEventPorts,
  { messageId, clientId: _clientId, ...refused }: RefusedEvent,
): Promise<void> =>
  quarantine.putBatch(messageId, [
    { ...refused, entryId: `${messageId}~${refused.reason}`, quarantinedAtMs: now() },
  ]);

/**
 * One event a device raised about itself, from the topic rule. What is wrong with it goes to quarantine and counts as
 * done; only a store that fails makes this throw, and then the rule's delivery is tried again.
 */
export const createHandler =
  (ports: DeviceEventPorts) =>
  async (invocation: unknown): Promise<void> => {
    const read = readEvent(invocation);
    const placed = 'reason' in read ? read : await placeEvent(ports.registry, read);
    const { factoryId, deviceId } = placed;
    const line = { level: 'info', lambda: 'device-event', factoryId, deviceId };
    if ('reason' in placed) {
      await setAside(ports, placed);
      ports.log({ ...line, message: 'event set aside', reason: placed.reason, detail: placed.detail });
      return;
    }
    const outcome = await recordEvent(ports.alerts, placed);
    const { kind, state } = placed.event;
    ports.log({ ...line, message: 'event recorded', chimneyId: placed.chimneyId, kind, state, outcome });
  };
