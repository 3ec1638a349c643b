import type { FactoryDetail, FactorySummary } from '@carbon-track/contract/factory.ts';
import type { Page } from '../adapters/ports/registry.ts';
import { pageOf } from '../middleware/page-of.ts';
import { refuse } from '../middleware/refusal.ts';
import type { FactoryPorts } from './ports.ts';

/** One page of the factories an account may see, by id; with a `scope` just that one. */
export const listFactories = async (
  { registry }: Pick<FactoryPorts, 'registry'>,
  scope: string | null,
  query: { readonly limit: number; readonly cursor?: string | undefined },
): Promise<Page<FactorySummary>> => {
  const all = await registry.listFactories();
  const visible = all.filter(({ factoryId }) => scope === null || factoryId === scope);
  const byId = visible.toSorted((a, b) => (a.factoryId < b.factoryId ? -1 : 1));
  return pageOf(byId, ({ factoryId }) => factoryId, query);
};

/** One factory with everything dated that its figures stand on. */
export const factoryDetail = async (
  { registry }: Pick<FactoryPorts, 'registry'>,
  factoryId: string,
): Promise<FactoryDetail> => {
  const record = await registry.factory(factoryId);
  if (record === null) throw refuse('not-found', 'There is no such factory; GET /api/factories lists them.');
  const { factory, chimneys, units, configurations, assignments } = record;
  return {
    ...factory,
    chimneys: [...chimneys],
    units: [...units],
    configurations: [...configurations],
    assignments: [...assignments],
  };
};
