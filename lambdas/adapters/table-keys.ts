/**
 * Every key of both tables, with an example each. CDK and the local store build the tables from `tableDefinitions`;
 * nobody else writes a key by hand.
 */
export const tableDefinitions = {
  telemetry: { partitionKey: 'pk', sortKey: 'sk', timeToLive: 'ttl' },
  ledger: { partitionKey: 'pk', sortKey: 'sk', timeToLive: 'ttl' },
} as const;

/**
 * How the partition keys of each family of items begin; without `#` at its end it is the whole key. On AWS the rights of a
 * Lambda name the families it may touch, so two families whose rights must differ cannot share a partition.
 */
export const partitions = {
  telemetry: {
    minutes: 'DEV#',
    chimneyDays: 'CHIM#',
    factoryDays: 'FAC#',
    networkDays: 'NET#',
    dirtyHours: 'DIRTY#',
    watermarks: 'ROLLUP#',
    status: 'STATUS',
  },
  ledger: {
    factories: 'FACTORIES',
    factoryRecords: 'FAC#',
    factoryDevices: 'FACDEV#',
    devices: 'DEV#',
    madeTea: 'TEA#',
    memberships: 'USER#',
    leases: 'LEASES',
    userLeases: 'USERLEASES#',
    alerts: 'ALERTS#',
    openAlerts: 'OPENALERTS',
    seed: 'SEED',
    uploads: 'UPLOAD#',
  },
} as const;

export type Key = { readonly pk: string; readonly sk: string };

/** Markers, watermarks and status are spread over this many partitions of factories. */
export const workPartitions = 4;

/** Stable spread of factories over work partitions (FNV-1a, 32 bit). */
export const workPartitionOf = (factoryId: string): number => {
  let hash = 0x811c9dc5;
  for (let index = 0; index < factoryId.length; index += 1) {
    hash = Math.imul(hash ^ factoryId.charCodeAt(index), 0x01000193) >>> 0;
  }
  return hash % workPartitions;
};

const isoMinute = (ms: number): string => new Date(ms).toISOString().slice(0, 16);
const isoHour = (ms: number): string => new Date(ms).toISOString().slice(0, 13);
const isoInstant = (ms: number): string => new Date(ms).toISOString();

const { telemetry, ledger } = partitions;

export const telemetryKeys = {
  /** `DEV#ct-kapkoros-1a` / `MIN#2026-11-24T08:31` (UTC) */
  minute: (deviceId: string, minuteMs: number): Key => ({
    pk: `${telemetry.minutes}${deviceId}`,
    sk: `MIN#${isoMinute(minuteMs)}`,
  }),
  /** `CHIM#kapkoros-1` / `DAY#2026-11-24` (Nairobi) */
  chimneyDay: (chimneyId: string, date: string): Key => ({
    pk: `${telemetry.chimneyDays}${chimneyId}`,
    sk: `DAY#${date}`,
  }),
  /** `FAC#kapkoros` / `DAY#2026-11-24` */
  factoryDay: (factoryId: string, date: string): Key => ({
    pk: `${telemetry.factoryDays}${factoryId}`,
    sk: `DAY#${date}`,
  }),
  /** `NET#2` / `DAY#2026-11-24`: the factories of one work partition */
  networkDay: (partition: number, date: string): Key => ({
    pk: `${telemetry.networkDays}${partition}`,
    sk: `DAY#${date}`,
  }),
  /** `DIRTY#2` / `kapkoros#ct-kapkoros-1a#2026-11-24T08` (UTC hour) */
  dirtyHour: (factoryId: string, deviceId: string, hourMs: number): Key => ({
    pk: `${telemetry.dirtyHours}${workPartitionOf(factoryId)}`,
    sk: `${factoryId}#${deviceId}#${isoHour(hourMs)}`,
  }),
  /** `ROLLUP#2` / `WATERMARK` */
  watermark: (partition: number): Key => ({ pk: `${telemetry.watermarks}${partition}`, sk: 'WATERMARK' }),
  /** `STATUS` / `PARTITION#2` */
  status: (partition: number): Key => ({ pk: telemetry.status, sk: `PARTITION#${partition}` }),
} as const;

export const ledgerKeys = {
  /** `FACTORIES` / `kapkoros`: the list row */
  factoryRow: (factoryId: string): Key => ({ pk: ledger.factories, sk: factoryId }),
  /** `FAC#kapkoros` / `CHIM#kapkoros-1` */
  chimney: (factoryId: string, chimneyId: string): Key => ({
    pk: `${ledger.factoryRecords}${factoryId}`,
    sk: `CHIM#${chimneyId}`,
  }),
  /** `FAC#kapkoros` / `UNIT#boiler-1` */
  unit: (factoryId: string, unitId: string): Key => ({
    pk: `${ledger.factoryRecords}${factoryId}`,
    sk: `UNIT#${unitId}`,
  }),
  /** `FAC#kapkoros` / `CONF#kapkoros-1#000003`: revision, zero-filled so that keys sort */
  configuration: (factoryId: string, chimneyId: string, revision: number): Key => ({
    pk: `${ledger.factoryRecords}${factoryId}`,
    sk: `CONF#${chimneyId}#${String(revision).padStart(6, '0')}`,
  }),
  /** `FAC#kapkoros` / `ASSIGN#kapkoros-1#ct-kapkoros-1a#2026-11-24T08:31:00.000Z` */
  assignment: (factoryId: string, chimneyId: string, deviceId: string, fromMs: number): Key => ({
    pk: `${ledger.factoryRecords}${factoryId}`,
    sk: `ASSIGN#${chimneyId}#${deviceId}#${isoInstant(fromMs)}`,
  }),
  /** `FAC#kapkoros` / `INVALID#kapkoros-1#2026-11-24T08:31:00.000Z#co2` */
  invalidation: (factoryId: string, chimneyId: string, fromMs: number, channel: string): Key => ({
    pk: `${ledger.factoryRecords}${factoryId}`,
    sk: `INVALID#${chimneyId}#${isoInstant(fromMs)}#${channel}`,
  }),
  /** `FAC#kapkoros` / `OFF#kapkoros-1#2026-11-24T08:31:00.000Z` */
  declaredOff: (factoryId: string, chimneyId: string, fromMs: number): Key => ({
    pk: `${ledger.factoryRecords}${factoryId}`,
    sk: `OFF#${chimneyId}#${isoInstant(fromMs)}`,
  }),
  /** `FACDEV#kapkoros` / `ct-kapkoros-1a`: the devices of a factory */
  factoryDevice: (factoryId: string, deviceId: string): Key => ({
    pk: `${ledger.factoryDevices}${factoryId}`,
    sk: deviceId,
  }),
  /** `DEV#ct-kapkoros-1a` / `DEVICE`: finds the factory of a device, and keeps device ids unique */
  device: (deviceId: string): Key => ({ pk: `${ledger.devices}${deviceId}`, sk: 'DEVICE' }),
  /** `TEA#kapkoros` / `2026-11-24` */
  madeTea: (factoryId: string, date: string): Key => ({ pk: `${ledger.madeTea}${factoryId}`, sk: date }),
  /** `USER#5e1c…` / `MEMBERSHIP` */
  membership: (sub: string): Key => ({ pk: `${ledger.memberships}${sub}`, sk: 'MEMBERSHIP' }),
  /** `LEASES` / `kapkoros#5e1c…#tabId`: few, short-lived, read by one Query */
  lease: (factoryId: string, sub: string, tabId: string): Key => ({
    pk: ledger.leases,
    sk: `${factoryId}#${sub}#${tabId}`,
  }),
  /** `USERLEASES#5e1c…` / `tabId`: the same lease by user, for the limit and the authorizer */
  userLease: (sub: string, tabId: string): Key => ({ pk: `${ledger.userLeases}${sub}`, sk: tabId }),
  /** `ALERTS#kapkoros` / `2026-11-24T08:31:00.000Z#kapkoros-1#over_range` */
  alert: (factoryId: string, openedAtMs: number, chimneyId: string, cause: string): Key => ({
    pk: `${ledger.alerts}${factoryId}`,
    sk: `${isoInstant(openedAtMs)}#${chimneyId}#${cause}`,
  }),
  /** `OPENALERTS` / `kapkoros#kapkoros-1#over_range`: at most one open alert per chimney and cause */
  openAlert: (factoryId: string, chimneyId: string, cause: string): Key => ({
    pk: ledger.openAlerts,
    sk: `${factoryId}#${chimneyId}#${cause}`,
  }),
  /** `SEED` / `STATE`: whether a laptop's demonstration data is all there; never written on AWS */
  seedState: (): Key => ({ pk: ledger.seed, sk: 'STATE' }),
  /** `UPLOAD#ct-kapkoros-1a` / idempotency key */
  upload: (deviceId: string, idempotencyKey: string): Key => ({
    pk: `${ledger.uploads}${deviceId}`,
    sk: idempotencyKey,
  }),
} as const;
