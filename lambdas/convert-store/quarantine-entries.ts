import type { QuarantineEntry } from '@carbon-track/contract/quarantine.ts';
import type { Delivery, RefusedMessage, RefusedReading } from './received-message.ts';

const entryOf = (
  { messageId, factoryId, deviceId, receivedAtMs, payloadBase64 }: Delivery,
  { reason, detail }: Pick<RefusedMessage, 'reason' | 'detail'>,
  quarantinedAtMs: number,
): QuarantineEntry => ({
  // The same delivery refused for the same reason is the same entry, however often it is tried.
  entryId: `${messageId}~${reason}`,
  quarantinedAtMs,
  receivedAtMs,
  factoryId,
  deviceId,
  reason,
  detail,
  payloadBase64,
});

/**
 * One entry for each refused message, and one for each message and reason among refused readings: the bytes of a
 * message of 60 readings are kept once, and `rows` says which of them are meant.
 */
export const quarantineEntries = (
  messages: readonly RefusedMessage[],
  readings: readonly RefusedReading[],
  quarantinedAtMs: number,
): QuarantineEntry[] => {
  const byMessageAndReason = Map.groupBy(readings, ({ message, reason }) => `${message.messageId}~${reason}`);
  return [
    ...messages.map((message) => entryOf(message, message, quarantinedAtMs)),
    ...[...byMessageAndReason.values()].flatMap((group) =>
      group.slice(0, 1).map((first) => ({
        ...entryOf(first.message, first, quarantinedAtMs),
        rows: [...new Set(group.map(({ row }) => row))].filter((row) => row >= 0).sort((a, b) => a - b),
      })),
    ),
  ];
};
