import type { Assignment } from '@carbon-track/contract/chimney.ts';
import { markHours } from '../adapters/mark-hours.ts';
import type { FactoryRecord } from '../adapters/ports/registry.ts';
import { affectedHours } from '../domain/affected-hours.ts';
import type { DevicePorts } from './ports.ts';

/** Open assignments that end where the new one starts: same chimney, same priority, begun before. */
export const replacedBy = (next: Assignment, assignments: readonly Assignment[]): Assignment[] =>
  assignments.filter(
    (earlier) =>
      earlier.chimneyId === next.chimneyId &&
      earlier.priority === next.priority &&
      earlier.fromMs < next.fromMs &&
      (earlier.toMs === null || earlier.toMs > next.fromMs),
  );

/**
 * Puts a device on a chimney from `next.fromMs` on, in place of the one before, and marks the hours this touches: before,
 * so that dying half-way leaves them marked, and after, because a fold in between may have cleared them.
 * The new one is written first: for a moment both measure, and then only one is primary; never none.
 */
export const assignDevice = async (
  { registry, dirtyHours, now }: Pick<DevicePorts, 'registry' | 'dirtyHours' | 'now'>,
  { factory, assignments }: FactoryRecord,
  next: Assignment,
): Promise<void> => {
  const { factoryId } = factory;
  const replaced = replacedBy(next, assignments);
  const deviceIds = [next.deviceId, ...replaced.map(({ deviceId }) => deviceId)];
  const mark = () =>
    markHours(dirtyHours, factoryId, deviceIds, affectedHours(next.fromMs, now()), 'sources');
  await mark();
  await registry.putAssignment(factoryId, next);
  for (const earlier of replaced) await registry.putAssignment(factoryId, { ...earlier, toMs: next.fromMs });
  await mark();
};
