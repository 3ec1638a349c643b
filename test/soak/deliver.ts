import { setTimeout as pause } from 'node:timers/promises';
import type { KillableWorker } from './killable-worker.ts';
import type { SoakMessage } from './message.ts';

const messagesInFlight = 120;
const rollupEveryMs = 10 * 60_000;

export type DeliveryReport = { readonly sent: number; readonly acknowledged: number };

/** Sends one message until it is acknowledged, as a device does. Answers how often it went out. */
const deliver = async (worker: KillableWorker, message: SoakMessage, nowMs: number): Promise<number> => {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await worker.ask({
      kind: 'put',
      nowMs,
      record: {
        payload: message.payloadBase64,
        factoryId: message.factoryId,
        deviceId: message.deviceId,
        clientId: message.clientId,
        receivedAtMs: message.sentAtMs,
      },
    });
    if (answer?.ok === true) return attempt;
    await pause(5);
  }
};

/** Places of the stream of messages at which the worker dies, and how long after it, ms. */
const deathsOf = (count: number, kills: number, random: () => number): Map<number, number> =>
  new Map(
    Array.from({ length: kills }, () => [Math.floor(random() * count), Math.floor(random() * 250)] as const),
  );

/**
 * Sends all messages in order, many in flight, with a roll-up every ten virtual minutes, spells in which the store
 * refuses everything, and deaths of the worker at random places.
 */
export const deliverAll = async (
  worker: KillableWorker,
  messages: readonly SoakMessage[],
  options: { kills: number; throttledShare: number; random: () => number },
): Promise<DeliveryReport> => {
  const deaths = deathsOf(messages.length, options.kills, options.random);
  const spells = new Set(Array.from({ length: 3 }, () => Math.floor(options.random() * messages.length)));
  const inFlight = new Set<Promise<void>>();
  const aside: Promise<unknown>[] = [];
  let dying: Promise<void> = Promise.resolve();
  let [sent, acknowledged, nowMs, rolledUpAtMs] = [0, 0, 0, 0];
  for (const [index, message] of messages.entries()) {
    nowMs = Math.max(nowMs, message.sentAtMs);
    if (nowMs - rolledUpAtMs >= rollupEveryMs) {
      rolledUpAtMs = nowMs;
      aside.push(worker.ask({ kind: 'rollup', nowMs }));
    }
    if (spells.has(index)) aside.push(storeErrors(worker, options.throttledShare));
    const delay = deaths.get(index);
    // Sending goes on meanwhile, so that it dies with messages in every stage of their way.
    if (delay !== undefined) dying = dying.then(() => pause(delay)).then(worker.killAndRestart);
    const delivery = deliver(worker, message, nowMs).then((attempts) => {
      sent += attempts;
      acknowledged += 1;
      inFlight.delete(delivery);
    });
    inFlight.add(delivery);
    if (inFlight.size >= messagesInFlight) await Promise.race(inFlight);
  }
  await Promise.all([...inFlight, ...aside, dying]);
  return { sent, acknowledged };
};

/** A spell in which no call to the store succeeds. A worker that dies in it starts without. */
const storeErrors = async (worker: KillableWorker, usualShare: number): Promise<void> => {
  await worker.ask({ kind: 'throttle', share: 1 });
  await pause(600);
  await worker.ask({ kind: 'throttle', share: usualShare });
};
