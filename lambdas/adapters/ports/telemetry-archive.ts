import type { Reading } from '../../domain/reading.ts';

/** One reading with what it converted to at the time, for long-term analysis and recalculation. */
export type ArchivedReading = {
  readonly factoryId: string;
  readonly chimneyId: string | null;
  readonly reading: Reading;
  readonly rateKgPerS: number | null;
  readonly configurationRevision: number | null;
};

/** Long-term store of readings. Appending the same reading again does not double it for a reader. */
export type TelemetryArchive = {
  append(
    batchId: string,
    readings: readonly ArchivedReading[],
  ): Promise<{ readonly rejected: readonly { readonly index: number; readonly reason: string }[] }>;
};
