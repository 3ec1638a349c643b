/** Start of the last completed roll-up of each work partition; null before the first. */
export type Watermarks = {
  read(partition: number): Promise<number | null>;
  /** Moves forward only: a slow run that finishes after a newer one changes nothing. */
  advance(partition: number, startedAtMs: number): Promise<void>;
};
