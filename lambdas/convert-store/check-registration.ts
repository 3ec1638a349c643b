import type { Device } from '@carbon-track/contract/device.ts';
import type { Registry } from '../adapters/ports/registry.ts';
import type { ReceivedMessage, RefusedMessage } from './received-message.ts';

export type Registration = {
  readonly known: readonly ReceivedMessage[];
  readonly refused: readonly RefusedMessage[];
  /** The registry did not answer for these: a store error, to be tried again, never a reason to set data aside. */
  readonly unanswered: readonly { readonly message: ReceivedMessage; readonly error: unknown }[];
};

type Objection = Pick<RefusedMessage, 'reason' | 'detail'>;

const objectionTo = (message: ReceivedMessage, device: Device | null): Objection | null => {
  if (device === null) {
    return { reason: 'unknown_device', detail: `${message.deviceId} is not registered; provision it` };
  }
  if (device.factoryId !== message.factoryId) {
    const detail = `${message.deviceId} is registered for ${device.factoryId}, not for ${message.factoryId}`;
    return { reason: 'identity_mismatch', detail };
  }
  // What was received before the certificate was revoked is still the device's own.
  if (device.revokedAtMs !== null && message.receivedAtMs > device.revokedAtMs) {
    return { reason: 'unknown_device', detail: `${message.deviceId} was revoked; provision it again` };
  }
  return null;
};

/** Asks the registry once for each device of a batch and sorts the messages by its answers. Never throws. */
export const checkRegistration = async (
  registry: Pick<Registry, 'device'>,
  messages: readonly ReceivedMessage[],
): Promise<Registration> => {
  const deviceIds = [...new Set(messages.map((message) => message.deviceId))];
  const answers = await Promise.allSettled(deviceIds.map((deviceId) => registry.device(deviceId)));
  const answerOf = new Map(deviceIds.map((deviceId, index) => [deviceId, answers[index]]));
  const known: ReceivedMessage[] = [];
  const refused: RefusedMessage[] = [];
  const unanswered: { message: ReceivedMessage; error: unknown }[] = [];
  for (const message of messages) {
    const answer = answerOf.get(message.deviceId);
    if (answer?.status !== 'fulfilled') {
      unanswered.push({ message, error: answer?.reason });
      continue;
    }
    const objection = objectionTo(message, answer.value);
    if (objection === null) known.push(message);
    else refused.push({ ...message, ...objection });
  }
  return { known, refused, unanswered };
};
