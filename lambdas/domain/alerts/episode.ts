/** One judgement over `[fromMs, toMs]` (a single reading: both equal). Neither breach nor clear: in the band between. */
export type Sample = {
  readonly fromMs: number;
  readonly toMs: number;
  readonly value: number | null;
  readonly breach: boolean;
  readonly clear: boolean;
  /** In words, what breaches; empty where a number says it all. */
  readonly detail: string;
  /** A longer pause before this sample breaks a stretch that has not opened yet. */
  readonly maxPauseMs: number;
};

export type EpisodeRule = {
  /** A breach must last this long before it opens. */
  readonly forMs: number;
  /** Samples before this instant cannot open anything: backlog is history, not news. */
  readonly openableFromMs: number;
  /** The worse of two values. */
  readonly worse: (a: number, b: number) => number;
};

export type Opening = {
  readonly openedAtMs: number;
  readonly peakValue: number | null;
  readonly detail: string;
};

/** What became of an alert that was open at the start, and what opened and still stands at the end. */
export type Episode = {
  readonly clearedAtMs: number | null;
  readonly peakValue: number | null;
  readonly opening: Opening | null;
};

/** Nothing opened, nothing cleared. */
export const quiet: Episode = { clearedAtMs: null, peakValue: null, opening: null };

type Open = { readonly openedAtMs: number; readonly peakValue: number | null };
type Stretch = {
  fromMs: number;
  toMs: number;
  peakValue: number | null;
  openedAtMs: number | null;
  detail: string;
};

/**
 * Walks samples in order of reading time, starting from the alert already open (or null). An open alert clears at the
 * first clearing sample after it opened. A stretch of breaches opens once it has lasted `forMs`; an opening that
 * cleared again before the last sample is not news. The same samples and the resulting alert give no further change.
 */
export const followEpisode = (samples: readonly Sample[], open: Open | null, rule: EpisodeRule): Episode => {
  let clearedAtMs: number | null = null;
  let peakValue = open?.peakValue ?? null;
  let stretch: Stretch | null = null;
  for (const sample of samples) {
    if (open !== null && clearedAtMs === null) {
      if (sample.toMs <= open.openedAtMs) continue;
      if (sample.clear) clearedAtMs = sample.toMs;
      else peakValue = worst(peakValue, sample.value, rule);
    } else stretch = continued(stretch, sample, rule);
  }
  const openedAtMs = stretch?.openedAtMs ?? null;
  const opening =
    stretch === null || openedAtMs === null
      ? null
      : { openedAtMs, peakValue: stretch.peakValue, detail: stretch.detail };
  return { clearedAtMs, peakValue, opening };
};

const continued = (stretch: Stretch | null, sample: Sample, rule: EpisodeRule): Stretch | null => {
  if (stretch !== null && stretch.openedAtMs !== null) {
    return sample.clear ? null : grown(stretch, sample, rule);
  }
  if (!sample.breach || sample.fromMs < rule.openableFromMs) return null;
  if (stretch === null || sample.fromMs - stretch.toMs > sample.maxPauseMs)
    return opened(begun(sample), rule);
  return opened(grown(stretch, sample, rule), rule);
};

const begun = ({ fromMs, toMs, value, detail }: Sample): Stretch => ({
  fromMs,
  toMs,
  peakValue: value,
  openedAtMs: null,
  detail,
});

const grown = (stretch: Stretch, sample: Sample, rule: EpisodeRule): Stretch => ({
  ...stretch,
  toMs: sample.toMs,
  peakValue: worst(stretch.peakValue, sample.value, rule),
  detail: sample.detail === '' ? stretch.detail : sample.detail,
});

const opened = (stretch: Stretch, rule: EpisodeRule): Stretch =>
  stretch.toMs - stretch.fromMs >= rule.forMs ? { ...stretch, openedAtMs: stretch.toMs } : stretch;

const worst = (peak: number | null, value: number | null, rule: EpisodeRule): number | null => {
  if (value === null) return peak;
  return peak === null ? value : rule.worse(peak, value);
};
