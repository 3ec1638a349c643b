import {
  assignmentSchema,
  type DatedConfiguration,
  datedConfigurationSchema,
  declaredOffSchema,
  invalidationSchema,
} from '@carbon-track/contract/chimney.ts';
import { chimneySchema, combustionUnitSchema, type FactorySummary } from '@carbon-track/contract/factory.ts';
import type * as z from 'zod';
import type { LedgerItem } from './ledger-table.ts';
import type { FactoryRecord } from './ports/registry.ts';
import { ledgerKeys } from './table-keys.ts';

/** Items of one kind, told by how their sort key starts. */
const parseKind = <Schema extends z.ZodType>(
  items: readonly LedgerItem[],
  prefix: string,
  schema: Schema,
): z.output<Schema>[] => items.filter(({ sk }) => sk.startsWith(prefix)).map((item) => schema.parse(item));

/**
 * A revision is in force until a later revision of the same chimney starts. Stored revisions never change; their
 * end is worked out here. A revision that a correction replaced from its first instant on ends where it begins.
 */
export const endAtNextRevision = (configurations: readonly DatedConfiguration[]): DatedConfiguration[] =>
  configurations.map((configuration) => {
    const laterStarts = configurations
      .filter(
        ({ chimneyId, revision }) =>
          chimneyId === configuration.chimneyId && revision > configuration.revision,
      )
      .map(({ fromMs }) => fromMs);
    const endMs = Math.min(configuration.toMs ?? Number.POSITIVE_INFINITY, ...laterStarts);
    return { ...configuration, toMs: Number.isFinite(endMs) ? Math.max(endMs, configuration.fromMs) : null };
  });

/** Puts a factory's record together from the items of its partition. An item that does not fit its schema throws. */
export const recordFromItems = (factory: FactorySummary, items: readonly LedgerItem[]): FactoryRecord => ({
  factory,
  chimneys: parseKind(items, 'CHIM#', chimneySchema),
  units: parseKind(items, 'UNIT#', combustionUnitSchema),
  configurations: endAtNextRevision(parseKind(items, 'CONF#', datedConfigurationSchema)),
  assignments: parseKind(items, 'ASSIGN#', assignmentSchema),
  invalidations: parseKind(items, 'INVALID#', invalidationSchema),
  declaredOff: parseKind(items, 'OFF#', declaredOffSchema),
});

/** The same record as items, all in the partition of its factory. */
export const recordToItems = (record: FactoryRecord): LedgerItem[] => {
  const { factoryId } = record.factory;
  return [
    ...record.chimneys.map((item) => ({ ...ledgerKeys.chimney(factoryId, item.chimneyId), ...item })),
    ...record.units.map((item) => ({ ...ledgerKeys.unit(factoryId, item.unitId), ...item })),
    ...record.configurations.map((item) => ({
      ...ledgerKeys.configuration(factoryId, item.chimneyId, item.revision),
      ...item,
    })),
    ...record.assignments.map((item) => ({
      ...ledgerKeys.assignment(factoryId, item.chimneyId, item.deviceId, item.fromMs),
      ...item,
    })),
    ...record.invalidations.map((item) => ({
      ...ledgerKeys.invalidation(factoryId, item.chimneyId, item.fromMs, item.channel),
      ...item,
    })),
    ...record.declaredOff.map((item) => ({
      ...ledgerKeys.declaredOff(factoryId, item.chimneyId, item.fromMs),
      ...item,
    })),
  ];
};
