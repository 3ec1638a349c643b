import { settleBounded } from '../adapters/bounded.ts';
import type { MinuteOutcome, MinuteStore } from '../adapters/ports/minute-store.ts';
import type { DeviceMinute } from './device-minutes.ts';

const writesAtATime = 32;

export type WrittenMinute = { readonly minute: DeviceMinute; readonly outcome: MinuteOutcome };

export type MinuteWrites = {
  readonly written: readonly WrittenMinute[];
  readonly failed: readonly DeviceMinute[];
  readonly errors: readonly unknown[];
};

/** Merges device-minutes into the store, many at a time. Never throws: what failed is in the answer. */
export const writeMinutes = async (
  store: Pick<MinuteStore, 'merge'>,
  minutes: readonly DeviceMinute[],
): Promise<MinuteWrites> => {
  const answers = await settleBounded(minutes, writesAtATime, async (minute) => ({
    minute,
    outcome: await store.merge(minute.write),
  }));
  return {
    written: answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : [])),
    failed: minutes.filter((_, index) => answers[index]?.status === 'rejected'),
    errors: answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason] : [])),
  };
};
