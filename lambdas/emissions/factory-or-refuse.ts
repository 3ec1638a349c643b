import type { FactoryRecord, Registry } from '../adapters/ports/registry.ts';
import { refuse } from '../middleware/refusal.ts';

/** The record of a factory that has the chimney, if one is named. Throws `not-found` otherwise. */
export const factoryOrRefuse = async (
  registry: Pick<Registry, 'factory'>,
  factoryId: string,
  chimneyId?: string,
): Promise<FactoryRecord> => {
  const record = await registry.factory(factoryId);
  if (record === null) throw refuse('not-found', 'There is no such factory; GET /api/factories lists them.');
  if (chimneyId !== undefined && !record.chimneys.some((chimney) => chimney.chimneyId === chimneyId))
    throw refuse('not-found', 'This factory has no such chimney; GET /api/factories/{factoryId} lists them.');
  return record;
};
