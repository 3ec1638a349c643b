import type { DeviceConfigurationState } from '@carbon-track/contract/device-configuration.ts';
import { initialDeviceConfiguration } from '@carbon-track/contract/device-configuration-fields.ts';
import { problemSchema } from '@carbon-track/contract/problem.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startApi, type TestApi } from '../../fakes/api.ts';
import { startTables, type TestTables } from '../../fakes/dynalite.ts';
import { configuration as chimneyConfiguration, device, factoryRecord } from '../../fakes/plant.ts';

const nowMs = Date.parse('2026-11-24T08:31:00.000Z');
let tables: TestTables;
let api: TestApi;
let factory = 0;
let factoryId = '';
let deviceId = '';

beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());
beforeEach(async () => {
  api = startApi(tables, () => nowMs);
  factory += 1;
  factoryId = `factory-${factory}`;
  deviceId = `ct-${factoryId}-1a`;
  await api.registry.putFactory(factoryRecord(factoryId));
  await api.registry.addDevice(device(factoryId, 1));
});

const get = async (): Promise<DeviceConfigurationState> =>
  JSON.parse((await api.call('getDeviceConfiguration', 'ops', { params: { deviceId } })).body);
const put = (expectedRev: number, change: object = {}) =>
  api.call('putDeviceConfiguration', 'ops', {
    params: { deviceId },
    body: { expectedRev, configuration: { ...initialDeviceConfiguration, ...change } },
  });
const problemOf = ({ body }: { body: string }) => problemSchema.parse(JSON.parse(body));

describe('a device’s configuration', () => {
  it('is nothing wished and nothing known before anybody said a word', async () => {
    expect(await get()).toEqual({
      deviceId,
      rev: 0,
      desired: null,
      reported: null,
      refused: null,
      pendingSinceMs: null,
    });
  });

  it('is wished under the next revision and pends until the device reports it', async () => {
    api.shadows.report(deviceId, { ...initialDeviceConfiguration, rev: 3 });
    const { statusCode, body } = await put(3, { samplePeriodS: 10, reportEveryS: 60 });
    expect(statusCode).toBe(200);
    expect(JSON.parse(body)).toMatchObject({
      rev: 4,
      desired: { rev: 4, samplePeriodS: 10, reportEveryS: 60 },
      reported: { rev: 3, samplePeriodS: 5 },
      pendingSinceMs: nowMs,
    });
    api.shadows.report(deviceId, {
      ...initialDeviceConfiguration,
      rev: 4,
      samplePeriodS: 10,
      reportEveryS: 60,
    });
    expect(await get()).toMatchObject({ reported: { rev: 4, samplePeriodS: 10 }, pendingSinceMs: null });
  });

  it('tells what the device refused, and why, until it takes a newer one', async () => {
    await put(0);
    const refused = { rev: 1, key: 'colour', rule: 'unknown' };
    api.shadows.report(deviceId, { ...initialDeviceConfiguration, rev: 0, refused });
    expect(await get()).toMatchObject({ rev: 1, refused, pendingSinceMs: nowMs });
    await put(1);
    api.shadows.report(deviceId, { ...initialDeviceConfiguration, rev: 2, refused: null });
    expect(await get()).toMatchObject({ rev: 2, refused: null, pendingSinceMs: null });
  });

  it('counts on from a revision set at the device itself', async () => {
    await put(0);
    api.shadows.report(deviceId, { ...initialDeviceConfiguration, rev: 9 });
    expect(problemOf(await put(1)).status).toBe(409);
    expect(JSON.parse((await put(9)).body).desired.rev).toBe(10);
  });

  it('of two who change it at once lets one through, and tells the other the newest revision', async () => {
    await put(0);
    api.shadows.beforeNextWrite(
      () =>
        void api.shadow.setDesired(
          deviceId,
          { ...initialDeviceConfiguration, rev: 2, samplePeriodS: 3 },
          null,
        ),
    );
    const problem = problemOf(await put(1, { samplePeriodS: 4 }));
    expect([problem.status, problem.detail]).toEqual([409, expect.stringContaining('newest revision is 2')]);
    expect((await get()).desired).toMatchObject({ rev: 2, samplePeriodS: 3 });
  });

  it('is written again over a report that came between, and never forever', async () => {
    await put(0);
    api.shadows.beforeNextWrite(() => void api.shadows.report(deviceId, { rev: 1 }));
    expect((await put(1, { samplePeriodS: 4 })).statusCode).toBe(200);
    const again = (): void => {
      api.shadows.report(deviceId, { rev: 2 });
      api.shadows.beforeNextWrite(again);
    };
    api.shadows.beforeNextWrite(again);
    expect(problemOf(await put(2)).status).toBe(503);
  });

  it('that a device would refuse is refused here, by key', async () => {
    const answers = await Promise.all([
      put(0, { samplePeriodS: 301, reportEveryS: 600 }),
      put(0, { reportEveryS: 4 }),
      put(0, { colour: 1 }),
    ]);
    expect(answers.map((answer) => problemOf(answer).errors?.map(({ path }) => path))).toEqual([
      ['body.configuration.samplePeriodS'],
      ['body.configuration.reportEveryS'],
      ['body.configuration'],
    ]);
    expect((await get()).desired).toBeNull();
  });

  it.each([
    ['nonsense', { rev: 'x', samplePeriodS: -4, areaMm2: null, refused: 7, more: { a: [] } }],
    ['what newer firmware says', { rev: 2, samplePeriodS: 7, aNewKey: 5 }],
    ['nothing', {}],
  ])('is readable and can be set whatever a device reports: %s', async (_, reported) => {
    api.shadows.report(deviceId, reported);
    const { rev, reported: known } = await get();
    expect(known).toEqual('aNewKey' in reported ? { rev: 2, samplePeriodS: 7 } : { rev: 0 });
    expect((await put(rev)).statusCode).toBe(200);
  });

  it('ends where a device has used up every revision', async () => {
    api.shadows.report(deviceId, { rev: 4_294_967_295 });
    expect(problemOf(await put(4_294_967_295)).detail).toContain('used up');
  });

  it('cannot be set of a revoked device, an instrument or nobody; a revoked one’s last can be read', async () => {
    await put(0, { samplePeriodS: 4 });
    await api.call('revokeDevice', 'ops', { params: { deviceId } });
    expect(problemOf(await put(1)).status).toBe(409);
    expect((await get()).desired).toMatchObject({ samplePeriodS: 4 });
    await api.registry.addDevice({ ...device(factoryId, 2), kind: 'instrument' });
    for (const nobody of [`ct-${factoryId}-2a`, 'ct-nobody']) {
      deviceId = nobody;
      expect(problemOf(await put(0)).status).toBe(404);
      expect((await api.call('getDeviceConfiguration', 'ops', { params: { deviceId } })).statusCode).toBe(
        404,
      );
    }
  });
});

describe('a new device', () => {
  const provision = async (change: object = {}) =>
    JSON.parse(
      (
        await api.call('provisionDevice', 'ops', {
          body: { deviceId: `ct-${factoryId}-1b`, factoryId, chimneyId: `${factoryId}-1`, ...change },
        })
      ).body,
    );

  it('is wished to have what its chimney implies, and the installer is told the same', async () => {
    const { configuration } = await provision();
    expect(configuration).toMatchObject({
      rev: 1,
      samplePeriodS: 5,
      altitudeM: Math.round(chimneyConfiguration.altitudeM),
      moisturePermille: Math.round(chimneyConfiguration.moistureFraction * 1_000),
      co2FullScalePpm: chimneyConfiguration.co2Sensor.fullScalePpm,
      gasHighC: chimneyConfiguration.thresholds.gasHighC,
    });
    expect((await api.shadow.read(`ct-${factoryId}-1b`))?.desired).toEqual(configuration);
  });

  it('gets no shadow where it is an instrument', async () => {
    expect((await provision({ kind: 'instrument' })).configuration.rev).toBe(1);
    expect(await api.shadow.read(`ct-${factoryId}-1b`)).toBeNull();
  });
});
