import type { Alert } from '@carbon-track/contract/alert.ts';
import { type Episode, quiet } from './episode.ts';

export type SilenceInput = {
  /** Newest reading of the chimney, or the start of its device's assignment if that is later. */
  readonly lastSignAtMs: number;
  /** Reading times in hand, ascending. */
  readonly readingTimesMs: readonly number[];
  readonly silentForS: number;
  readonly nowMs: number;
};

/**
 * A device is silent when its last sign of life, by reading time, lies `silentForS` or more back. It opens at the
 * instant the limit was reached, so any later run finds the same alert, and clears at the first reading after that.
 */
export const followSilence = (input: SilenceInput, open: Alert | null): Episode => {
  const limitAtMs = input.lastSignAtMs + input.silentForS * 1_000;
  const isSilent = input.nowMs >= limitAtMs;
  if (open === null) {
    if (!isSilent) return quiet;
    const detail = `no reading since ${new Date(input.lastSignAtMs).toISOString()}`;
    return { ...quiet, opening: { openedAtMs: limitAtMs, peakValue: null, detail } };
  }
  if (isSilent) return quiet;
  const firstAgainMs = input.readingTimesMs.find((ms) => ms > open.openedAtMs);
  return { ...quiet, clearedAtMs: firstAgainMs ?? Math.max(input.lastSignAtMs, open.openedAtMs) };
};
