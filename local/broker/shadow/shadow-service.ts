import { shadowTopics } from '@carbon-track/contract/topics.ts';
import type { JsonObject } from './merge-state.ts';
import { deltaOf, type ShadowOutcome, updateShadow } from './shadow-document.ts';
import type { ShadowFiles } from './shadow-files.ts';
import { readShadowRequest } from './shadow-request.ts';

export type ShadowService = {
  /** Stores an update and publishes its answer and, as long as both sides differ, the delta. */
  update(thingName: string, payload: Buffer): Promise<ShadowOutcome>;
  /** The whole shadow as `GetThingShadow` answers it, or null. */
  read(thingName: string): JsonObject | null;
};

type Options = {
  readonly files: ShadowFiles;
  readonly publish: (topic: string, payload: Buffer) => Promise<void>;
  readonly now: () => number;
};

/** The part of AWS IoT's Device Shadow service that a device's configuration needs. */
export const createShadowService = ({ files, publish, now }: Options): ShadowService => {
  const seconds = (): number => Math.floor(now() / 1_000);
  const send = (topic: string, document: object): Promise<void> =>
    publish(topic, Buffer.from(JSON.stringify(document)));

  const update = async (thingName: string, payload: Buffer): Promise<ShadowOutcome> => {
    const topics = shadowTopics(thingName);
    const timestamp = seconds();
    const read = readShadowRequest(payload);
    const outcome: ShadowOutcome =
      'rejected' in read
        ? { kind: 'rejected', rejection: read.rejected }
        : updateShadow(files.find(thingName), read.request, timestamp);
    if (outcome.kind === 'rejected') {
      await send(topics.rejected, { ...outcome.rejection, timestamp });
      return outcome;
    }
    await files.save(thingName, outcome.document);
    await send(topics.accepted, outcome.answer);
    if (outcome.delta !== null) await send(topics.delta, outcome.delta);
    return outcome;
  };

  // Updates of one thing wait for each other: each is a read, a merge and a write.
  const last = new Map<string, Promise<unknown>>();
  return {
    update: (thingName, payload) => {
      const before = last.get(thingName) ?? Promise.resolve();
      const running = before.then(
        () => update(thingName, payload),
        () => update(thingName, payload),
      );
      last.set(thingName, running);
      return running;
    },
    read: (thingName) => {
      const document = files.find(thingName);
      if (document === null) return null;
      const delta = deltaOf(document, 0)?.state;
      const state = { ...document.state, ...(delta !== undefined && { delta }) };
      return { ...document, state, timestamp: seconds() };
    },
  };
};
