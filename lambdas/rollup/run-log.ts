import type { PartitionReport } from './roll-up-partition.ts';

export const errorText = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : String(error);

const counts = [
  'factories',
  'failed',
  'hoursFolded',
  'daysWritten',
  'conflicts',
  'markers',
  'markersCleared',
] as const;

/** The one log line of a run, with CloudWatch's embedded metric format beside the counts. */
export const runLogLine = (report: PartitionReport, startedAtMs: number, endedAtMs: number) => {
  const { failures, ...rest } = report;
  return {
    level: failures.length > 0 ? 'error' : 'info',
    message: failures.length > 0 ? 'some factories could not be rolled up' : 'partition rolled up',
    lambda: 'rollup',
    ...rest,
    failed: failures.length,
    failures: failures.map(({ factoryId, error }) => ({ factoryId, error: errorText(error) })),
    durationMs: endedAtMs - startedAtMs,
    _aws: {
      Timestamp: endedAtMs,
      CloudWatchMetrics: [
        {
          Namespace: 'CarbonTrack',
          Dimensions: [['lambda']],
          Metrics: [
            ...counts.map((Name) => ({ Name, Unit: 'Count' })),
            { Name: 'durationMs', Unit: 'Milliseconds' },
          ],
        },
      ],
    },
  };
};
