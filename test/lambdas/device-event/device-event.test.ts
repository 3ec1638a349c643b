import type { QuarantineEntry } from '@carbon-track/contract/quarantine.ts';
import type { DeviceEvent } from '@carbon-track/contract/telemetry.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createDynamoAlerts } from '../../../lambdas/adapters/dynamo-alerts.ts';
import { createDynamoRegistry } from '../../../lambdas/adapters/dynamo-registry.ts';
import { createHandler, type DeviceEventPorts } from '../../../lambdas/device-event/handler.ts';
import { startTables, type TestTables } from '../../fakes/dynalite.ts';
import { device, factoryRecord } from '../../fakes/plant.ts';

const t0 = Date.parse('2026-11-24T08:00:00.000Z');
const minute = 60_000;

const event = (changes: Partial<DeviceEvent> = {}): DeviceEvent => ({
  v: 1,
  ep: 1,
  seq: 7,
  t_ms: t0,
  tq: 3,
  kind: 'low_battery',
  state: 'raised',
  value: 10_500,
  ...changes,
});

describe('device events on a real table', () => {
  let tables: TestTables;
  let ports: DeviceEventPorts;
  let setAside: Map<string, readonly QuarantineEntry[]>;
  let factoryId = '';
  let round = 0;
  beforeAll(async () => {
    tables = await startTables();
  });
  afterAll(() => tables.stop());
  beforeEach(async () => {
    round += 1;
    factoryId = `events-${round}`;
    setAside = new Map();
    const registry = createDynamoRegistry(tables.client, tables.ledgerTable);
    await registry.putFactory(factoryRecord(factoryId, 0));
    await registry.addDevice(device(factoryId));
    ports = {
      registry,
      alerts: createDynamoAlerts(tables.client, tables.ledgerTable),
      quarantine: { putBatch: async (id, entries) => void setAside.set(id, entries) },
      now: () => t0 + minute,
      log: () => undefined,
    };
  });

  const deliver = (payload: unknown, changes: Record<string, unknown> = {}): Promise<void> =>
    createHandler(ports)({
      payload: Buffer.from(typeof payload === 'string' ? payload : JSON.stringify(payload)).toString(
        'base64',
      ),
      factoryId,
      deviceId: `ct-${factoryId}-1a`,
      clientId: `ct-${factoryId}-1a`,
      receivedAtMs: t0 + 2_000,
      ...changes,
    });
  const open = () => createDynamoAlerts(tables.client, tables.ledgerTable).openOf(factoryId);
  const history = async () =>
    (await createDynamoAlerts(tables.client, tables.ledgerTable).history(factoryId, 50, undefined)).items;

  it('opens an alert at the time the device says, once, however often it is delivered', async () => {
    await deliver(event());
    await deliver(event());
    expect(await history()).toHaveLength(1);
    expect(await open()).toMatchObject([
      {
        cause: 'device_event',
        chimneyId: `${factoryId}-1`,
        openedAtMs: t0,
        detail: 'the device reports: low battery',
        peakValue: 10_500,
        clearedAtMs: null,
      },
    ]);
  });

  it('clears it at the time the device says', async () => {
    await deliver(event());
    await deliver(event({ state: 'cleared', t_ms: t0 + minute, seq: 8 }), { receivedAtMs: t0 + minute });
    expect(await open()).toEqual([]);
    expect(await history()).toMatchObject([{ openedAtMs: t0, clearedAtMs: t0 + minute }]);
  });

  it('keeps one alert for everything one chimney’s device reports, until the last of it is cleared', async () => {
    await deliver(event());
    await deliver(event({ kind: 'sensor_fault', seq: 8, t_ms: t0 + 1_000 }));
    expect(await open()).toMatchObject([{ detail: 'the device reports: sensor fault, low battery' }]);
    await deliver(event({ state: 'cleared', seq: 9, t_ms: t0 + 1_500 }));
    expect(await open()).toMatchObject([{ detail: 'the device reports: sensor fault' }]);
    await deliver(event({ kind: 'sensor_fault', state: 'cleared', seq: 10, t_ms: t0 + 1_800 }));
    expect(await open()).toEqual([]);
  });

  it('joins two events that arrive at the same moment', async () => {
    await Promise.all([deliver(event()), deliver(event({ kind: 'gas_flow', seq: 8, t_ms: t0 + 1 }))]);
    const [alert, ...rest] = await open();
    expect(rest).toEqual([]);
    expect(alert?.detail).toBe('the device reports: gas flow, low battery');
  });

  it('does not open what was cleared already when the raising comes late behind its clearing', async () => {
    await deliver(event({ state: 'cleared', t_ms: t0 + minute, seq: 8 }), { receivedAtMs: t0 + minute });
    await deliver(event());
    expect(await open()).toEqual([]);
  });

  it('tells backlog, gaps and clock steps in the history and opens nothing', async () => {
    await deliver(event({ t_ms: t0 - 16 * minute }));
    await deliver(event({ kind: 'gap', t_ms: t0 + 1, value: 720 }));
    await deliver(event({ kind: 'clock_step', t_ms: t0 + 2, value: -4.5 }));
    expect(await open()).toEqual([]);
    expect(
      (await history()).map(({ detail, openedAtMs, clearedAtMs }) => [detail, openedAtMs === clearedAtMs]),
    ).toEqual([
      ['the device reports: clock step', true],
      ['the device reports: gap in its log (720 readings)', true],
      ['the device reports: low battery', true],
    ]);
  });

  it('keeps each of several things that happened on one millisecond, once, however often they are delivered', async () => {
    for (const kind of ['gap', 'clock_step', 'gap', 'clock_step'] as const)
      await deliver(event({ kind, value: 12 }));
    expect((await history()).map(({ detail }) => detail).sort()).toEqual([
      'the device reports: clock step',
      'the device reports: gap in its log (12 readings)',
    ]);
  });

  it('opens for what is raised on the millisecond of an alert that is over', async () => {
    await deliver(event());
    await deliver(event({ state: 'cleared', t_ms: t0 + 1_000, seq: 8 }));
    await deliver(event({ kind: 'sensor_fault', seq: 9 }));
    await deliver(event({ kind: 'sensor_fault', seq: 9 }));
    expect((await open()).map(({ detail }) => detail)).toEqual(['the device reports: sensor fault']);
  });

  it('shares the incident of another alert that is open in the factory', async () => {
    await deliver(event());
    const [first] = await open();
    const registry = createDynamoRegistry(tables.client, tables.ledgerTable);
    await registry.addDevice(device(factoryId, 2));
    const second = { deviceId: `ct-${factoryId}-2a`, clientId: `ct-${factoryId}-2a` };
    await deliver(event({ t_ms: t0 + 500 }), second);
    expect((await open()).map(({ incidentId }) => incidentId)).toEqual([first?.alertId, first?.alertId]);
  });

  it('takes the time of receipt for a device without a clock', async () => {
    await deliver(event({ t_ms: 5_000, tq: 0 }));
    expect((await open()).map(({ openedAtMs }) => openedAtMs)).toEqual([t0 + 2_000]);
  });

  it.each([
    ['not_json', 'no json', {}],
    ['invalid_payload', { ...event(), kind: 'fire' }, {}],
    ['invalid_payload', event({ value: 1e300 }), {}],
    ['invalid_payload', event({ value: 1e-200 }), {}],
    ['too_large', 'x'.repeat(17_000), {}],
    ['identity_mismatch', event(), { clientId: 'somebody' }],
    ['identity_mismatch', event(), { factoryId: 'other' }],
    ['unknown_device', event(), { deviceId: 'ct-nobody', clientId: 'ct-nobody' }],
    ['clock_ahead', event({ t_ms: t0 + 10 * minute }), {}],
    ['too_late', event({ t_ms: t0 - 31 * 24 * 60 * minute }), {}],
  ])(
    'sets %s aside with its bytes, the same entry at each retry, and opens nothing',
    async (reason, payload, changes) => {
      await deliver(payload, changes);
      await deliver(payload, changes);
      expect(setAside.size).toBe(1);
      const [entry, ...rest] = [...setAside.values()].flat();
      expect(rest).toEqual([]);
      expect(entry).toMatchObject({ reason, receivedAtMs: t0 + 2_000 });
      const text = typeof payload === 'string' ? payload : JSON.stringify(payload);
      expect(Buffer.from(entry?.payloadBase64 ?? '', 'base64').toString()).toBe(text);
      expect(await open()).toEqual([]);
    },
  );

  it('does not believe a revoked device', async () => {
    const registry = createDynamoRegistry(tables.client, tables.ledgerTable);
    await registry.updateDevice(device(factoryId, 1, { status: 'revoked', revokedAtMs: t0 }));
    await deliver(event());
    expect([...setAside.values()].flat()).toMatchObject([{ reason: 'unknown_device' }]);
  });

  it('throws when a store fails, so that the event is delivered again', async () => {
    const broken = {
      ...ports,
      alerts: { ...ports.alerts, openOf: () => Promise.reject(new Error('slow down')) },
    };
    const [saved] = [ports];
    ports = broken;
    await expect(deliver(event())).rejects.toThrow('slow down');
    ports = saved;
    await deliver(event());
    expect(await open()).toHaveLength(1);
  });
});
