import { alertsAccess } from '../lambdas/adapters/dynamo-alerts.ts';
import { daysAccess } from '../lambdas/adapters/dynamo-day-store.ts';
import { dirtyHoursAccess } from '../lambdas/adapters/dynamo-dirty-hours.ts';
import { leasesAccess } from '../lambdas/adapters/dynamo-leases.ts';
import { membershipsAccess } from '../lambdas/adapters/dynamo-memberships.ts';
import { minutesAccess } from '../lambdas/adapters/dynamo-minute-store.ts';
import { networkStatusAccess } from '../lambdas/adapters/dynamo-network-status.ts';
import { productionAccess } from '../lambdas/adapters/dynamo-production.ts';
import { registryAccess } from '../lambdas/adapters/dynamo-registry.ts';
import { receiptsAccess } from '../lambdas/adapters/dynamo-upload-receipts.ts';
import { watermarksAccess } from '../lambdas/adapters/dynamo-watermarks.ts';

/** Every port that lies on a table, under the name all Lambdas give it. */
export const storeAccess = {
  alerts: alertsAccess,
  days: daysAccess,
  dirtyHours: dirtyHoursAccess,
  leases: leasesAccess,
  memberships: membershipsAccess,
  minutes: minutesAccess,
  networkStatus: networkStatusAccess,
  production: productionAccess,
  receipts: receiptsAccess,
  registry: registryAccess,
  watermarks: watermarksAccess,
} as const;

/**
 * Every call a Lambda's ports let it make on a table, no more and no fewer: the compiler holds the list to the ports,
 * and a handler can call nothing else.
 */
export type TableCalls<Ports> = {
  readonly [Port in keyof Ports & keyof typeof storeAccess]: { readonly [Call in keyof Ports[Port]]: true };
};
