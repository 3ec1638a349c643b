import { partitionEventSchema } from './partition-event.ts';
import type { RollupPorts } from './ports.ts';
import { rollUpPartition } from './roll-up-partition.ts';
import { errorText, runLogLine } from './run-log.ts';

/** Rolls one work partition up. Throws after the work if any factory failed, so that the failure raises its alarm. */
export const createHandler =
  (ports: RollupPorts) =>
  async (event: unknown): Promise<void> => {
    const { partition } = partitionEventSchema.parse(event);
    const startedAtMs = ports.now();
    const report = await rollUpPartition(ports, partition);
    ports.log(runLogLine(report, startedAtMs, ports.now()));
    const [first] = report.failures;
    if (first === undefined) return;
    throw new AggregateError(
      report.failures.map(({ error }) => error),
      `${report.failures.length} of ${report.factories} factories of partition ${partition} were not rolled up, ` +
        `${first.factoryId} first (${errorText(first.error)}). The next run tries them again; look into the first error if it stays.`,
    );
  };
