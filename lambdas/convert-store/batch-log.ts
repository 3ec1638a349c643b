import type { RefusedMessage } from './received-message.ts';
import type { StoreReport } from './store-readings.ts';

export type BatchSummary = {
  readonly batchId: string;
  readonly records: number;
  readonly readings: number;
  readonly refused: readonly RefusedMessage[];
  readonly report: StoreReport;
  readonly startedAtMs: number;
  readonly endedAtMs: number;
};

const metrics = [
  'records',
  'readings',
  'added',
  'duplicates',
  'quarantined',
  'late',
  'archiveRejected',
  'failed',
];

const countBy = (reasons: readonly string[]): Record<string, number> =>
  Object.fromEntries(
    [...Map.groupBy(reasons, (reason) => reason)].map(([reason, all]) => [reason, all.length]),
  );

const errorText = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : 'unknown';

/**
 * The one log line of a batch: counts only, never payloads. `_aws` is CloudWatch's embedded metric format, so that the
 * line is metric and log in one. Quarantine counts readings where single readings are meant, else messages.
 */
export const batchLogLine = ({ batchId, records, readings, refused, report, ...times }: BatchSummary) => {
  const reasons = [...refused, ...report.refusedReadings].map(({ reason }) => reason);
  return {
    level: report.errors.length > 0 ? 'error' : 'info',
    message: report.errors.length > 0 ? 'part of a batch comes back: a store failed' : 'batch stored',
    batchId,
    records,
    readings,
    added: report.added,
    duplicates: report.duplicates,
    quarantined: reasons.length,
    quarantinedByReason: countBy(reasons),
    late: report.late,
    archiveRejected: report.archiveRejected,
    failed: report.failed.size,
    durationMs: times.endedAtMs - times.startedAtMs,
    errors: countBy(report.errors.map(errorText)),
    lambda: 'convert-store',
    _aws: {
      Timestamp: times.endedAtMs,
      CloudWatchMetrics: [
        {
          Namespace: 'CarbonTrack',
          Dimensions: [['lambda']],
          Metrics: [
            ...metrics.map((Name) => ({ Name, Unit: 'Count' })),
            { Name: 'durationMs', Unit: 'Milliseconds' },
          ],
        },
      ],
    },
  };
};
export type BatchLogLine = ReturnType<typeof batchLogLine>;
