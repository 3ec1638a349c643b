/** A chimney-hour input that changed after the regular roll-up would look at it. */
export type DirtyHour = {
  readonly factoryId: string;
  readonly deviceId: string;
  readonly hourMs: number;
  /** Random, new at every mark: a marker is cleared only if it is still the one read before folding. */
  readonly token: string;
  /** The hour's sources changed: fewer readings than stored are right. Kept until the marker is cleared. */
  readonly sourcesChanged?: boolean;
};

/** Why an hour is dirty: readings came late, or which device counts (an assignment) changed. */
export type DirtyReason = 'readings' | 'sources';

export type DirtyHours = {
  /** `reason` is `readings` unless said otherwise. */
  mark(factoryId: string, deviceId: string, hourMs: number, reason?: DirtyReason): Promise<void>;
  list(partition: number): Promise<DirtyHour[]>;
  /** Deletes the marker if its token is unchanged; otherwise it stays for the next run. */
  clear(marker: DirtyHour): Promise<'cleared' | 'kept'>;
};
