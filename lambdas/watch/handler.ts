import { partitionEventSchema } from '../rollup/partition-event.ts';
import { errorText } from '../rollup/run-log.ts';
import { p95OfChimney } from './p95-of-chimney.ts';
import type { WatchPorts } from './ports.ts';
import { watchPartition } from './watch-partition.ts';

const metric = (Name: string, Unit = 'Count') => ({ Name, Unit });
const metrics = [
  ...['factories', 'failed', 'opened', 'cleared', 'openAlerts'].map((name) => metric(name)),
  metric('durationMs', 'Milliseconds'),
];

/** Watches one work partition. Throws after the work if any factory failed, so that the failure raises its alarm. */
export const createHandler = (ports: WatchPorts) => {
  const p95Of = p95OfChimney(ports.days, ports.now);
  return async (event: unknown): Promise<void> => {
    const { partition } = partitionEventSchema.parse(event);
    const startedAtMs = ports.now();
    const { failures, ...report } = await watchPartition(ports, p95Of, partition);
    const endedAtMs = ports.now();
    ports.log({
      level: failures.length > 0 ? 'error' : 'info',
      message: failures.length > 0 ? 'some factories could not be watched' : 'partition watched',
      lambda: 'watch',
      ...report,
      failed: failures.length,
      failures: failures.map(({ factoryId, error }) => ({ factoryId, error: errorText(error) })),
      durationMs: endedAtMs - startedAtMs,
      _aws: {
        Timestamp: endedAtMs,
        CloudWatchMetrics: [{ Namespace: 'CarbonTrack', Dimensions: [['lambda']], Metrics: metrics }],
      },
    });
    const [first] = failures;
    if (first === undefined) return;
    throw new AggregateError(
      failures.map(({ error }) => error),
      `${failures.length} of ${report.factories} factories of partition ${partition} were not watched, ` +
        `${first.factoryId} first (${errorText(first.error)}). The next minute tries them again.`,
    );
  };
};
