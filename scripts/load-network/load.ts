import { isDeepStrictEqual } from 'node:util';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createDynamoMemberships } from '../../lambdas/adapters/dynamo-memberships.ts';
import { createDynamoProduction } from '../../lambdas/adapters/dynamo-production.ts';
import { createDynamoRegistry } from '../../lambdas/adapters/dynamo-registry.ts';
import { recordToItems } from '../../lambdas/adapters/factory-record-items.ts';
import { type LedgerItem, openLedger } from '../../lambdas/adapters/ledger-table.ts';
import { ledgerKeys } from '../../lambdas/adapters/table-keys.ts';
import { type NetworkFile, networkFaults } from './network-file.ts';

export type Loaded = { readonly written: number; readonly kept: number; readonly differing: string[] };

/** The file does not fit together; `faults` says where, one sentence each. */
export class NetworkFileError extends Error {
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(faults.join('\n'));
    this.faults = faults;
  }
}

/** Names and places may be corrected by loading again; whatever is dated is history and stays as it was first put. */
const isDescription = ({ sk }: LedgerItem): boolean => sk.startsWith('CHIM#') || sk.startsWith('UNIT#');

/**
 * Checks a network file against the Ledger and writes it, by the adapters the Lambdas read with. May be repeated: dated
 * entries and devices that are there stay as they are, and those that differ from the file are named. With `dryRun`
 * nothing is written and the sums say what would be. Throws `NetworkFileError`.
 */
export const loadNetwork = async (
  client: DynamoDBClient,
  ledgerTable: string,
  file: NetworkFile,
  { nowMs, dryRun }: { readonly nowMs: number; readonly dryRun: boolean },
): Promise<Loaded> => {
  const ledger = openLedger(client, ledgerTable);
  const registry = createDynamoRegistry(client, ledgerTable);
  const memberships = createDynamoMemberships(client, ledgerTable);
  const production = createDynamoProduction(client, ledgerTable);
  await checkAgainst(registry, file);
  let written = 0;
  let kept = 0;
  const differing: string[] = [];

  const write = async (put: () => Promise<void>): Promise<void> => {
    written += 1;
    if (!dryRun) await put();
  };
  const writeOnce = async (item: LedgerItem): Promise<void> => {
    const there = await ledger.get({ pk: item.pk, sk: item.sk });
    if (there === null) return write(async () => void (await ledger.putNew(item)));
    kept += 1;
    if (!isDeepStrictEqual(there, item)) differing.push(`${item.pk} ${item.sk}`);
  };

  const loadDevice = async (named: NetworkFile['devices'][number]): Promise<void> => {
    const there = await registry.device(named.deviceId);
    const fresh = {
      status: 'active',
      revokedAtMs: null,
      certificateId: null,
      provisionedAtMs: nowMs,
    } as const;
    if (there === null) return write(async () => void (await registry.addDevice({ ...fresh, ...named })));
    kept += 1;
    if (!isDeepStrictEqual({ ...there, ...named }, there)) differing.push(`the device ${named.deviceId}`);
    // An attempt that broke off may have registered the device and not yet listed it.
    const listed = await registry.devicesOf(there.factoryId);
    if (!listed.some(({ deviceId }) => deviceId === there.deviceId))
      await write(() => registry.updateDevice(there));
  };

  for (const record of file.factories) {
    for (const item of recordToItems(record)) {
      await (isDescription(item) ? write(() => ledger.put(item)) : writeOnce(item));
    }
    // The list row comes last: a factory is visible only once all of it is there.
    const row = { ...ledgerKeys.factoryRow(record.factory.factoryId), ...record.factory };
    await write(() => ledger.put(row));
  }
  for (const named of file.devices) await loadDevice(named);
  for (const membership of file.memberships) await write(() => memberships.put(membership));
  for (const entry of file.madeTea)
    await write(() => production.putMadeTea({ ...entry, origin: 'measured' }));
  return { written, kept, differing };
};

const checkAgainst = async (
  registry: Pick<ReturnType<typeof createDynamoRegistry>, 'factory'>,
  file: NetworkFile,
): Promise<void> => {
  const named = [...file.devices, ...file.memberships, ...file.madeTea].map(({ factoryId }) => factoryId);
  const stored = new Map<string, Set<string>>();
  for (const factoryId of new Set(named.filter((id) => id !== null))) {
    const record = await registry.factory(factoryId);
    if (record) stored.set(factoryId, new Set(record.chimneys.map(({ chimneyId }) => chimneyId)));
  }
  const faults = networkFaults(file, (factoryId) => stored.get(factoryId) ?? null);
  if (faults.length > 0) throw new NetworkFileError(faults);
};
