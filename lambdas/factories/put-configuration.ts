import type { Assignment, ChimneyConfiguration, DatedConfiguration } from '@carbon-track/contract/chimney.ts';
import { markHours } from '../adapters/mark-hours.ts';
import { affectedHours } from '../domain/affected-hours.ts';
import { refuse } from '../middleware/refusal.ts';
import type { FactoryPorts } from './ports.ts';

type PutConfiguration = {
  readonly factoryId: string;
  readonly chimneyId: string;
  readonly fromMs: number;
  readonly expectedRevision: number;
  readonly configuration: ChimneyConfiguration;
};

/** Devices that measured the chimney at any time from `fromMs` on: their readings convert differently now. */
const devicesSince = (assignments: readonly Assignment[], chimneyId: string, fromMs: number): string[] =>
  assignments
    .filter((assignment) => assignment.chimneyId === chimneyId)
    .filter(({ toMs }) => toMs === null || toMs > fromMs)
    .map(({ deviceId }) => deviceId);

/**
 * Puts the next revision of a chimney's configuration in force from `fromMs` on. Hours it touches are marked before
 * and after: a fold that runs in between can neither miss the change nor keep the old figure for good.
 */
export const putConfiguration = async (
  { registry, dirtyHours, now }: Pick<FactoryPorts, 'registry' | 'dirtyHours' | 'now'>,
  { factoryId, chimneyId, fromMs, expectedRevision, configuration }: PutConfiguration,
): Promise<DatedConfiguration> => {
  const record = await registry.factory(factoryId);
  if (!record?.chimneys.some((chimney) => chimney.chimneyId === chimneyId))
    throw refuse('not-found', 'There is no such chimney; GET /api/factories/{factoryId} lists them.');
  const next: DatedConfiguration = {
    chimneyId,
    fromMs,
    toMs: null,
    revision: expectedRevision + 1,
    configuration,
  };
  const deviceIds = devicesSince(record.assignments, chimneyId, fromMs);
  const mark = () => markHours(dirtyHours, factoryId, deviceIds, affectedHours(fromMs, now()), 'readings');
  await mark();
  if ((await registry.putConfiguration(factoryId, next, expectedRevision)) === 'conflict')
    throw refuse(
      'conflict',
      'Somebody saved another revision; load the chimney again and repeat your change.',
    );
  await mark();
  return next;
};
