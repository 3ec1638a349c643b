import { setTimeout as pause } from 'node:timers/promises';
import type { KillableWorker } from './killable-worker.ts';

const pauseMs = 20;
const triesWithoutHeadway = 6_000;

/**
 * Waits until the consumer has `most` records or fewer in front of it. Slow is fine under injected errors; no headway
 * for two minutes is not, and ends the soak with an error.
 */
export const catchUp = async (worker: KillableWorker, nowMs: number, most: number): Promise<void> => {
  let [least, tries] = [Number.POSITIVE_INFINITY, 0];
  while (tries < triesWithoutHeadway) {
    const behind = (await worker.ask({ kind: 'behind', nowMs }))?.behind;
    if (behind !== undefined && behind <= most) return;
    tries = behind !== undefined && behind < least ? 0 : tries + 1;
    least = Math.min(least, behind ?? least);
    await pause(pauseMs);
  }
  throw new Error(`the consumer makes no headway: ${least} records are stuck in front of convert-store`);
};
