import { setTimeout as pause } from 'node:timers/promises';
import { catchUp } from './catch-up.ts';
import type { KillableWorker } from './killable-worker.ts';
import type { SoakMessage } from './message.ts';

const messagesInFlight = 120;
/** Two loops of roll-ups run beside the ingest, so that folds race with writes and with each other. */
const rollupLoops = 2;
const longestPauseMs = 400;
/** A dead worker may cost many; one that lives and refuses this often has a reason that waiting does not mend. */
const mostAttempts = 5_000;
/** More unread records than this, and sending waits: what is read in one go at the end races with nothing. */
const mostUnread = 30;

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
    if (answer !== null && attempt >= mostAttempts)
      throw new Error(`a message is refused again and again: ${answer.problem}`);
    await pause(5);
  }
};

/**
 * Places of the stream of messages at which the worker dies, and how long after it, ms: every other time at once, with
 * messages on their way that nobody has acknowledged.
 */
const deathsOf = (count: number, kills: number, random: () => number): Map<number, number> =>
  new Map(
    Array.from(
      { length: kills },
      (_, kill) => [Math.floor(random() * count), kill % 2 === 0 ? 0 : Math.floor(random() * 250)] as const,
    ),
  );

const rollUpOn = async (
  worker: KillableWorker,
  clock: { nowMs: number; isOver: boolean },
  random: () => number,
): Promise<void> => {
  while (!clock.isOver) {
    await worker.ask({ kind: 'rollup', nowMs: clock.nowMs });
    await pause(longestPauseMs * random());
  }
};

/**
 * Sends all messages in order, many in flight, with roll-ups all the time, spells in which the store
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
  let [sent, acknowledged] = [0, 0];
  const clock = { nowMs: 0, isOver: false };
  const rollups = Array.from({ length: rollupLoops }, () => rollUpOn(worker, clock, options.random));
  try {
    for (const [index, message] of messages.entries()) {
      clock.nowMs = Math.max(clock.nowMs, message.sentAtMs);
      if (spells.has(index)) aside.push(storeErrors(worker, options.throttledShare));
      const delay = deaths.get(index);
      // Sending goes on meanwhile, so that it dies with messages in every stage of their way.
      if (delay === 0) dying = dying.then(worker.killAndRestart);
      else if (delay !== undefined) dying = dying.then(() => pause(delay)).then(worker.killAndRestart);
      const delivery = deliver(worker, message, clock.nowMs).then((attempts) => {
        sent += attempts;
        acknowledged += 1;
        inFlight.delete(delivery);
      });
      inFlight.add(delivery);
      if (inFlight.size >= messagesInFlight) await Promise.race(inFlight);
      if (index % 10 === 0) await catchUp(worker, clock.nowMs, mostUnread);
    }
    await Promise.all([...inFlight, ...aside, dying]);
  } finally {
    clock.isOver = true;
  }
  await Promise.all(rollups);
  return { sent, acknowledged };
};

/** A spell in which no call to the store succeeds. A worker that dies in it starts without. */
const storeErrors = async (worker: KillableWorker, usualShare: number): Promise<void> => {
  await worker.ask({ kind: 'throttle', share: 1 });
  await pause(600);
  await worker.ask({ kind: 'throttle', share: usualShare });
};
