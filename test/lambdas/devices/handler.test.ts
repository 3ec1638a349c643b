import type { ProvisionedDevice } from '@carbon-track/contract/device.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { workPartitionOf } from '../../../lambdas/adapters/table-keys.ts';
import { primaryDeviceAt } from '../../../lambdas/domain/dated.ts';
import { hourMs } from '../../../lambdas/domain/nairobi.ts';
import { startApi, type TestApi } from '../../fakes/api.ts';
import { startTables, type TestTables } from '../../fakes/dynalite.ts';
import { device, factoryRecord } from '../../fakes/plant.ts';
import { health, reading } from '../../fakes/readings.ts';

const nowMs = Date.parse('2026-11-24T08:31:00.000Z');
let tables: TestTables;
let api: TestApi;
let factory = 0;
let factoryId = '';

beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());
beforeEach(async () => {
  api = startApi(tables, () => nowMs);
  factory += 1;
  factoryId = `factory-${factory}`;
  await api.registry.putFactory(factoryRecord(factoryId));
  await api.registry.addDevice(device(factoryId, 1));
});

const provision = (change: object = {}) =>
  api.call('provisionDevice', 'ops', {
    body: { deviceId: `ct-${factoryId}-1b`, factoryId, chimneyId: `${factoryId}-1`, ...change },
  });
const provisioned = async (change: object = {}): Promise<ProvisionedDevice> => {
  const { statusCode, body } = await provision(change);
  expect(statusCode, body).toBe(201);
  return JSON.parse(body);
};
const assignmentsOfFirst = async () =>
  ((await api.registry.factory(factoryId))?.assignments ?? []).filter(
    (a) => a.chimneyId === `${factoryId}-1`,
  );
const dirty = async () =>
  (await api.dirtyHours.list(workPartitionOf(factoryId))).filter((one) => one.factoryId === factoryId);

describe('provisioning', () => {
  it('hands out certificate, key and topics once, and logs none of them', async () => {
    const answer = await provisioned();
    expect(answer).toMatchObject({
      certificatePem: 'CERTIFICATE',
      privateKeyPem: 'PRIVATE KEY',
      clientId: `ct-${factoryId}-1b`,
      telemetryTopic: `$aws/rules/carbon_track_test_telemetry/ct/v1/${factoryId}/ct-${factoryId}-1b/tel`,
      eventTopic: `$aws/rules/carbon_track_test_event/ct/v1/${factoryId}/ct-${factoryId}-1b/evt`,
      configuration: { rev: 1, samplePeriodS: 5, reportEveryS: 5 },
    });
    expect(await api.registry.device(`ct-${factoryId}-1b`)).toEqual(answer.device);
    expect(answer.device.certificateId).toMatch(/^cert-/);
    expect(JSON.stringify([api.lines, await api.registry.device(`ct-${factoryId}-1b`)])).not.toContain(
      'PRIVATE',
    );
  });

  it('takes the chimney over from the device before, without gap or overlap', async () => {
    await provisioned();
    const spans = (await assignmentsOfFirst()).map(({ deviceId, fromMs, toMs }) => [deviceId, fromMs, toMs]);
    expect(spans).toEqual([
      [`ct-${factoryId}-1a`, 0, nowMs],
      [`ct-${factoryId}-1b`, nowMs, null],
    ]);
  });

  it('lets a second source of lower priority stand beside the first', async () => {
    await provisioned({ priority: 1 });
    const assignments = await assignmentsOfFirst();
    expect(assignments.map(({ toMs }) => toMs)).toEqual([null, null]);
    expect(primaryDeviceAt(assignments, `${factoryId}-1`, nowMs)).toBe(`ct-${factoryId}-1a`);
  });

  it('marks the hours of both devices when the swap lies in the past', async () => {
    await provisioned({ fromMs: nowMs - 3 * hourMs });
    const hours = [5, 6, 7, 8].map((hour) => Date.UTC(2026, 10, 24, hour));
    const marks = await dirty();
    for (const letter of ['a', 'b']) {
      const own = marks.filter(({ deviceId }) => deviceId === `ct-${factoryId}-1${letter}`);
      expect(own.map((one) => one.hourMs).toSorted()).toEqual(hours);
      expect(own.every((one) => one.sourcesChanged)).toBe(true);
    }
  });

  it('signs a request of the device’s own and returns no key; refuses one that cannot be signed', async () => {
    expect((await provisioned({ csrPem: 'CSR' })).privateKeyPem).toBeNull();
    const { statusCode, body } = await provision({ deviceId: `ct-${factoryId}-1c`, csrPem: 'junk' });
    expect(statusCode).toBe(400);
    expect(JSON.parse(body).errors[0].path).toBe('body.csrPem');
  });

  it('registers an instrument without a certificate', async () => {
    const answer = await provisioned({ kind: 'instrument' });
    expect([answer.certificatePem, answer.privateKeyPem, answer.endpoint]).toEqual([null, null, null]);
    expect(api.certificates.issued).toEqual([]);
  });

  it('can be repeated after the certificate authority failed, and leaves the old device in place until then', async () => {
    api.certificates.failNext(new Error('IoT is down'));
    expect((await provision()).statusCode).toBe(500);
    expect((await assignmentsOfFirst()).map(({ deviceId }) => deviceId)).toEqual([`ct-${factoryId}-1a`]);
    await provisioned();
    expect(await api.registry.devicesOf(factoryId)).toHaveLength(2);
    expect((await assignmentsOfFirst()).map(({ toMs }) => toMs)).toEqual([nowMs, null]);
  });

  it('refuses an id that is taken: finished, revoked or of another chimney', async () => {
    await provisioned();
    expect((await provision()).statusCode).toBe(409);
    expect((await provision({ chimneyId: `${factoryId}-2` })).statusCode).toBe(409);
    await api.call('revokeDevice', 'ops', { params: { deviceId: `ct-${factoryId}-1b` } });
    expect((await provision()).statusCode).toBe(409);
  });

  it('registers nothing for a chimney that does not exist', async () => {
    expect((await provision({ chimneyId: `${factoryId}-9` })).statusCode).toBe(404);
    expect((await provision({ factoryId: 'nowhere' })).statusCode).toBe(404);
    expect(await api.registry.device(`ct-${factoryId}-1b`)).toBeNull();
  });
});

describe('revoking', () => {
  const revoke = (deviceId: string) => api.call('revokeDevice', 'ops', { params: { deviceId } });

  it('revokes certificate and record, once, and keeps the chimney’s assignment', async () => {
    const first = await revoke(`ct-${factoryId}-1a`);
    expect(JSON.parse(first.body)).toMatchObject({ status: 'revoked', revokedAtMs: nowMs });
    expect((await revoke(`ct-${factoryId}-1a`)).body).toBe(first.body);
    expect(api.certificates.revoked).toEqual([`cert-${factoryId}-1`]);
    expect((await assignmentsOfFirst())[0]?.toMs).toBeNull();
  });

  it('reaches what a broken attempt at provisioning may have left in force', async () => {
    api.certificates.failNext(new Error('the answer of IoT was lost'));
    expect((await provision()).statusCode).toBe(500);
    expect((await revoke(`ct-${factoryId}-1b`)).statusCode).toBe(200);
    expect(api.certificates.revoked).toEqual([`all of ct-${factoryId}-1b`]);
  });

  it('stays to be done when the certificate could not be revoked', async () => {
    api.certificates.failNext(new Error('IoT is down'));
    expect((await revoke(`ct-${factoryId}-1a`)).statusCode).toBe(500);
    expect((await api.registry.device(`ct-${factoryId}-1a`))?.status).toBe('active');
    expect((await revoke('ct-nobody')).statusCode).toBe(404);
  });
});

describe('the list', () => {
  it('shows each device with the health of its newest minute, or null', async () => {
    const deviceId = `ct-${factoryId}-1a`;
    await api.registry.addDevice(device(factoryId, 2));
    const takenAtMs = nowMs - 90_000;
    const readings = [
      reading({ deviceId, takenAtMs }),
      reading({ deviceId, seq: 1_001, takenAtMs: takenAtMs + 5_000 }),
    ];
    await api.minutes.merge({
      deviceId,
      minuteMs: Math.floor(takenAtMs / 60_000) * 60_000,
      readings,
      health: { ...health, receivedAtMs: takenAtMs + 8_000 },
    });
    const { items } = JSON.parse((await api.call('listDevices', 'ops', { query: { factoryId } })).body);
    expect(items).toHaveLength(2);
    expect(items[0].health).toMatchObject({
      lastReadingAtMs: takenAtMs + 5_000,
      lastHeartbeatAtMs: takenAtMs + 8_000,
      delayS: 3,
      firmware: health.firmware,
      batteryMv: 12_650,
    });
    expect(items[1].health).toBeNull();
  });

  it('pages through the network without repeating or missing a device', async () => {
    await api.registry.addDevice(device(factoryId, 2));
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const query: Record<string, string> = { limit: '2', ...(cursor !== '' && { cursor }) };
      const page = JSON.parse((await api.call('listDevices', 'ops', { query })).body);
      seen.push(...page.items.map((one: { deviceId: string }) => one.deviceId));
      cursor = page.nextCursor;
    }
    const factories = await api.registry.listFactories();
    const all = await Promise.all(factories.map((one) => api.registry.devicesOf(one.factoryId)));
    expect(seen).toEqual(all.flat().map(({ deviceId }) => deviceId));
    expect(seen.length).toBeGreaterThan(4);
  });
});
