import * as z from 'zod';
import { workPartitions } from '../adapters/table-keys.ts';
import { partitionEventSchema } from '../rollup/partition-event.ts';
import { errorText } from '../rollup/run-log.ts';
import type { Drift } from './drift.ts';
import { driftMessage } from './drift-message.ts';
import { type ReconcilePorts, reconcilePartition } from './reconcile-partition.ts';

/** A partition by number, or all of them, which is what the nightly schedule asks for. */
const reconcileEventSchema = z.union([partitionEventSchema, z.object({}).transform(() => null)]);
/** The log names this many; the count holds all. */
const namedDrifts = 50;

const described = ({ startMs, ...drift }: Drift) => ({ ...drift, at: new Date(startMs).toISOString() });

/**
 * The nightly check: folds hours anew by rotation and repairs what differs. `drift` in the log line is the number of
 * differences found; above zero it raises an alarm, because stored figures had not followed from their readings.
 */
export const createHandler =
  (ports: ReconcilePorts) =>
  async (event: unknown): Promise<void> => {
    const asked = reconcileEventSchema.parse(event ?? {});
    const partitions =
      asked === null ? Array.from({ length: workPartitions }, (_, n) => n) : [asked.partition];
    const failures: { readonly factoryId: string; readonly error: unknown }[] = [];
    for (const partition of partitions) {
      const report = await reconcilePartition(ports, partition);
      failures.push(...report.failures);
      ports.log({
        level: report.drifts.length + report.failures.length > 0 ? 'error' : 'info',
        message: report.drifts.length > 0 ? driftMessage : 'nothing drifted',
        lambda: 'reconcile',
        partition,
        factories: report.factories,
        hours: report.hours,
        drift: report.drifts.length,
        driftKg: report.drifts.reduce((sum, { kg }) => sum + Math.abs(kg), 0),
        drifts: report.drifts.slice(0, namedDrifts).map(described),
        substitutesChanged: report.substitutesChanged,
        failures: report.failures.map(({ factoryId, error }) => ({ factoryId, error: errorText(error) })),
      });
    }
    const [first] = failures;
    if (first === undefined) return;
    throw new AggregateError(
      failures.map(({ error }) => error),
      `Not reconciled: ${failures.map(({ factoryId }) => factoryId).join(', ')} (${errorText(first.error)}). ` +
        'Look into the first error and invoke reconcile again.',
    );
  };
