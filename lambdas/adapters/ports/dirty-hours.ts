/** A chimney-hour input that changed after the regular roll-up would look at it. */
export type DirtyHour = {
  readonly factoryId: string;
  readonly deviceId: string;
  readonly hourMs: number;
  /** Random, new at every mark: a marker is cleared only if it is still the one read before folding. */
  readonly token: string;
};

export type DirtyHours = {
  mark(factoryId: string, deviceId: string, hourMs: number): Promise<void>;
  list(partition: number): Promise<DirtyHour[]>;
  /** Deletes the marker if its token is unchanged; otherwise it stays for the next run. */
  clear(marker: DirtyHour): Promise<'cleared' | 'kept'>;
};
