import { setTimeout as pause } from 'node:timers/promises';

/** Asks again every second until there is an answer. Throws what was waited for when none comes. */
export const eventually = async <Found>(
  what: string,
  ask: () => Promise<Found | null>,
  patienceMs = 180_000,
): Promise<Found> => {
  for (const deadlineMs = Date.now() + patienceMs; Date.now() < deadlineMs; await pause(1_000)) {
    const found = await ask();
    if (found !== null) return found;
  }
  throw new Error(`${what}: not within ${patienceMs / 1_000} s. Read the emulator's log.`);
};
