import { alertId } from '@carbon-track/contract/alert.ts';
import { initialDeviceConfiguration } from '@carbon-track/contract/device-configuration-fields.ts';
import type { RouteName } from '@carbon-track/contract/routes.ts';
import type { TestApi } from '../fakes/api.ts';
import type { CallInput } from '../fakes/api-event.ts';
import { configuration } from '../fakes/plant.ts';

/** The clock of the matrix: a morning in Nairobi. */
export const nowMs = Date.parse('2026-11-24T08:31:00.000Z');

export const openAlertId = (factoryId: string): string =>
  alertId({ factoryId, openedAtMs: nowMs - 60_000, chimneyId: `${factoryId}-1`, cause: 'over_range' });

type Call = (factoryId: string, api: TestApi, serial: number) => CallInput | Promise<CallInput>;

const newestRevision = async (api: TestApi, factoryId: string): Promise<number> => {
  const configurations = (await api.registry.factory(factoryId))?.configurations ?? [];
  const own = configurations.filter(({ chimneyId }) => chimneyId === `${factoryId}-1`);
  return Math.max(0, ...own.map(({ revision }) => revision));
};

const uploadRow = [1, nowMs - 3_600_000, 3, 90_000, 0, 1_850, 0, 6_400, 0, null, 8_012, 312, null];

/** A call of each route that succeeds for whoever may make it, about the given factory. */
export const accessCalls: Record<RouteName, Call> = {
  getMe: () => ({}),
  listFactories: () => ({}),
  getOverview: () => ({}),
  getLeaderboard: () => ({ query: { basis: 'stack_co2' } }),
  getFactory: (factoryId) => ({ params: { factoryId } }),
  putChimneyConfiguration: async (factoryId, api) => ({
    params: { factoryId, chimneyId: `${factoryId}-1` },
    body: { fromMs: nowMs, expectedRevision: await newestRevision(api, factoryId), configuration },
  }),
  getLatestEmissions: (factoryId) => ({ query: { factoryId } }),
  getEmissions: (factoryId) => ({
    query: { factoryId, resolution: 'hour', fromMs: String(nowMs - 86_400_000), toMs: String(nowMs) },
  }),
  uploadEmissions: (factoryId, _, serial) => ({
    headers: { 'Idempotency-Key': `matrix-${String(serial).padStart(6, '0')}` },
    body: { deviceId: `ct-${factoryId}-1a`, samplePeriodS: 5, epoch: 1, rows: [uploadRow] },
  }),
  listDevices: (factoryId) => ({ query: { factoryId } }),
  provisionDevice: (factoryId, _, serial) => ({
    body: { deviceId: `ct-${factoryId}-new-${serial}`, factoryId, chimneyId: `${factoryId}-2` },
  }),
  getDeviceConfiguration: (factoryId) => ({ params: { deviceId: `ct-${factoryId}-1a` } }),
  putDeviceConfiguration: async (factoryId, api) => ({
    params: { deviceId: `ct-${factoryId}-1a` },
    body: {
      expectedRev: Number((await api.shadow.read(`ct-${factoryId}-1a`))?.desired?.rev ?? 0),
      configuration: initialDeviceConfiguration,
    },
  }),
  revokeDevice: (factoryId) => ({ params: { deviceId: `ct-${factoryId}-2a` } }),
  listAlerts: (factoryId) => ({ query: { factoryId } }),
  acknowledgeAlert: (factoryId) => ({ params: { alertId: openAlertId(factoryId) } }),
  explainAlert: (factoryId) => ({
    params: { alertId: openAlertId(factoryId) },
    body: { explanation: 'wet wood' },
  }),
  takeLease: (factoryId) => ({ body: { factoryId, tabId: 'tab00001' } }),
  listQuarantine: () => ({}),
  getOpenApi: () => ({}),
  getDocs: () => ({}),
};
