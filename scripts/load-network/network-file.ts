import {
  assignmentSchema,
  datedConfigurationSchema,
  declaredOffSchema,
  invalidationSchema,
} from '@carbon-track/contract/chimney.ts';
import { deviceSchema } from '@carbon-track/contract/device.ts';
import { chimneySchema, combustionUnitSchema, factorySummarySchema } from '@carbon-track/contract/factory.ts';
import { factoryIdSchema, nairobiDateSchema } from '@carbon-track/contract/ids.ts';
import { membershipSchema } from '@carbon-track/contract/roles.ts';
import * as z from 'zod';

const list = <Item extends z.ZodType>(item: Item) => z.array(item).default([]);

const factoryRecordSchema = z.strictObject({
  factory: factorySummarySchema,
  chimneys: z.array(chimneySchema).min(1),
  units: list(combustionUnitSchema),
  configurations: list(datedConfigurationSchema),
  assignments: list(assignmentSchema),
  invalidations: list(invalidationSchema),
  declaredOff: list(declaredOffSchema),
});

const madeTeaSchema = z.strictObject({
  factoryId: factoryIdSchema,
  date: nairobiDateSchema,
  madeTeaKg: z.number().min(0).max(1_000_000),
});

/** What an operator writes down about a network: the words of the contract, plus nothing. Devices come without certificates. */
export const networkFileSchema = z.strictObject({
  factories: list(factoryRecordSchema),
  devices: list(deviceSchema.pick({ deviceId: true, factoryId: true, chimneyId: true, kind: true })),
  memberships: list(membershipSchema),
  madeTea: list(madeTeaSchema),
});
export type NetworkFile = z.output<typeof networkFileSchema>;

const doubles = (ids: readonly string[]): string[] => [
  ...new Set(ids.filter((id, index) => ids.indexOf(id) !== index)),
];

const factoryFaults = ({
  factory,
  chimneys,
  units,
  ...dated
}: NetworkFile['factories'][number]): string[] => {
  const { factoryId, chimneyCount } = factory;
  const known = new Set(chimneys.map(({ chimneyId }) => chimneyId));
  const named = [...units, ...Object.values(dated).flat()].map(({ chimneyId }) => chimneyId);
  const strangers = named.filter((id) => id !== null && !known.has(id));
  return [
    ...new Set(strangers.map((id) => `${factoryId} has no chimney ${id}, but something of it names it`)),
    ...(chimneyCount === chimneys.length
      ? []
      : [`${factoryId} says chimneyCount ${chimneyCount} and lists ${chimneys.length} chimneys`]),
  ];
};

/**
 * What does not fit together in a file, one sentence each. `stored` names the chimneys of a factory that is in the Ledger
 * already, or null: a file may add to those.
 */
export const networkFaults = (
  file: NetworkFile,
  stored: (factoryId: string) => ReadonlySet<string> | null,
): string[] => {
  const chimneysOf = (factoryId: string): ReadonlySet<string> | null => {
    const record = file.factories.find(({ factory }) => factory.factoryId === factoryId);
    return record ? new Set(record.chimneys.map(({ chimneyId }) => chimneyId)) : stored(factoryId);
  };
  const unknownFactory = (what: string, factoryId: string | null): string[] =>
    factoryId === null || chimneysOf(factoryId) !== null
      ? []
      : [`${what} names the factory ${factoryId}, which is neither here nor in the Ledger`];
  return [
    ...doubles(file.factories.map(({ factory }) => factory.factoryId)).map((id) => `${id} is there twice`),
    ...doubles(file.devices.map(({ deviceId }) => deviceId)).map((id) => `${id} is there twice`),
    ...doubles(file.factories.flatMap(({ chimneys }) => chimneys.map(({ chimneyId }) => chimneyId))).map(
      (id) => `the chimney ${id} is there twice; its id must be its own in the whole network`,
    ),
    ...file.factories.flatMap(factoryFaults),
    ...file.devices.flatMap(({ deviceId, factoryId, chimneyId }) => {
      const chimneys = chimneysOf(factoryId);
      if (chimneys === null) return unknownFactory(deviceId, factoryId);
      return chimneyId === null || chimneys.has(chimneyId)
        ? []
        : [`${deviceId} is on ${chimneyId}, which ${factoryId} does not have`];
    }),
    ...file.memberships.flatMap(({ name, factoryId }) =>
      unknownFactory(`the membership of ${name}`, factoryId),
    ),
    ...file.madeTea.flatMap(({ date, factoryId }) => unknownFactory(`the made tea of ${date}`, factoryId)),
  ];
};
