import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { latestEmissionsSchema } from '@carbon-track/contract/emissions.ts';
import { leaseSchema, livePatchSchema } from '@carbon-track/contract/live.ts';
import { portalConfigSchema } from '@carbon-track/contract/portal-config.ts';
import mqtt, { type MqttClient } from 'mqtt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningSystem, startSystem } from '../../../local/system.ts';

const factoryId = 'kapkoros';
const messages: string[] = [];
let dataDir: string;
let system: RunningSystem;

const start = (): Promise<RunningSystem> =>
  startSystem({
    dataDir,
    seed: 'small',
    simulator: false,
    portal: false,
    schedules: false,
    storeWindowMs: 50,
    log: (message) => messages.push(message),
  });

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'carbon-track-test-'));
  system = await start();
});
afterAll(async () => {
  await system.stop();
  await rm(dataDir, { recursive: true, force: true });
});

const tokenOf = (role: string): Promise<string> => {
  const login = system.demoLogins.find((one) => one.role === role);
  return system.signIn(login?.email ?? '', login?.password ?? '');
};

const get = async (path: string, token: string): Promise<{ status: number; body: unknown }> => {
  const response = await fetch(`${system.urls.portal}${path}`, { headers: { authorization: token } });
  return { status: response.status, body: await response.json() };
};

const deviceClient = async (): Promise<MqttClient> => {
  const { mqtt: broker, sampleDevice } = system;
  if (sampleDevice === null) throw new Error('the small seed has a sample device');
  const [ca, cert, key] = await Promise.all(
    [broker.caPath, sampleDevice.certPath, sampleDevice.keyPath].map((path) => readFile(path)),
  );
  const { host, port } = broker;
  return mqtt.connectAsync({
    ...{ protocol: 'mqtts' as const, host, port, clientId: sampleDevice.deviceId },
    ...(ca && { ca }),
    ...(cert && { cert }),
    ...(key && { key }),
    reconnectPeriod: 0,
  });
};

/** Seven hundredths of CO2, 180 °C, 4 m/s: a firing boiler. */
const payloadAt = (takenAtMs: number, seq: number): string =>
  JSON.stringify({
    ...{ v: 1, fw: '1.0.0', cfg: 1, sp: 5, ep: 7, boot: 1, rssi: -60 },
    r: [[seq, takenAtMs, 3, 70_000, 0, 1_800, 0, 4_000, 0, null, 8_000, 300, null]],
  });

const publish = async (client: MqttClient, takenAtMs: number, seq: number): Promise<void> => {
  await client.publishAsync(system.sampleDevice?.topic ?? '', payloadAt(takenAtMs, seq), { qos: 1 });
};

const latestOf = async (token: string) =>
  latestEmissionsSchema.parse((await get(`/api/emissions/latest?factoryId=${factoryId}`, token)).body);

describe('the main path', () => {
  it('carries a reading from a device certificate over MQTT/TLS to the API', async () => {
    const token = await tokenOf('factory-manager');
    const takenAtMs = Date.now() - 1_000;
    const client = await deviceClient();
    await publish(client, takenAtMs, 1);
    await client.endAsync();
    await expect.poll(async () => JSON.stringify(await latestOf(token))).toContain(String(takenAtMs));
    expect(messages).toEqual([]);
  });

  it('keeps it over a restart, with the same accounts and certificates', async () => {
    const logins = system.demoLogins;
    await system.stop();
    system = await start();
    expect(system.demoLogins).toEqual(logins);
    const stored = await system.ports.minutes.newest(system.sampleDevice?.deviceId ?? '');
    expect(stored?.readings.some(({ epoch, seq }) => epoch === 7 && seq === 1)).toBe(true);
    const client = await deviceClient();
    await publish(client, Date.now(), 2);
    await client.endAsync();
  });

  it('shows a leased factory live over the WebSocket, through authorizer, data plane and broker', async () => {
    const token = await tokenOf('factory-manager');
    const response = await fetch(`${system.urls.api}/live/lease`, {
      method: 'POST',
      headers: { authorization: token, 'content-type': 'application/json' },
      body: JSON.stringify({ factoryId, tabId: 'abcdefgh12' }),
    });
    const lease = leaseSchema.parse(await response.json());
    const browser = await mqtt.connectAsync(system.urls.mqttWeb, {
      clientId: lease.clientId,
      username: 'web',
      password: token,
      reconnectPeriod: 0,
    });
    const patches: string[] = [];
    browser.on('message', (_topic, payload) => patches.push(String(payload)));
    await browser.subscribeAsync(lease.topic);
    const client = await deviceClient();
    const takenAtMs = Date.now();
    // The publisher looks at leases every 2 s; a device goes on publishing as well.
    await expect
      .poll(
        async () => {
          await publish(client, takenAtMs, 3);
          return patches.some((patch) => patch.includes(String(takenAtMs)));
        },
        { interval: 500 },
      )
      .toBe(true);
    expect(livePatchSchema.parse(JSON.parse(patches[0] ?? '')).factoryId).toBe(factoryId);
    await Promise.all([client.endAsync(), browser.endAsync()]);
  });

  it('keeps other factories and strangers out', async () => {
    const token = await tokenOf('factory-manager');
    expect((await get('/api/emissions/latest?factoryId=motigo', token)).status).toBe(403);
    expect((await get(`/api/emissions/latest?factoryId=${factoryId}`, 'no token')).status).toBe(401);
  });

  it('revokes a device through the API and cuts its session', async () => {
    const client = await deviceClient();
    const cut = new Promise<void>((resolve) => client.once('close', () => resolve()));
    const deviceId = system.sampleDevice?.deviceId;
    const response = await fetch(`${system.urls.api}/mcu-devices/${deviceId}/revocation`, {
      method: 'POST',
      headers: { authorization: await tokenOf('ops') },
    });
    expect(response.status).toBe(200);
    await cut;
    await expect(deviceClient()).rejects.toThrow();
  });

  it('tells the portal where everything is, for the host name it was opened under', async () => {
    const { port } = new URL(system.urls.portal);
    const response = await fetch(`http://localhost:${port}/config.json`);
    expect(portalConfigSchema.parse(await response.json())).toMatchObject({
      userPoolEndpoint: `http://localhost:${port}/cognito`,
      mqttUrl: `ws://localhost:${port}/mqtt`,
      seeded: true,
    });
  });

  it('listens on 127.0.0.1 alone: not even another loopback address reaches it', async () => {
    const reaches = (host: string, port: number): Promise<boolean> =>
      new Promise((resolve) => {
        const socket = connect({ host, port });
        socket.on('connect', () => resolve(true)).on('error', () => resolve(false));
        socket.on('connect', () => socket.destroy());
      });
    for (const port of [Number(new URL(system.urls.portal).port), system.mqtt.port]) {
      expect([await reaches('127.0.0.1', port), await reaches('127.0.0.2', port)]).toEqual([true, false]);
    }
  });

  it('refuses a second system on the same data folder in one sentence', async () => {
    await expect(start()).rejects.toThrow(/already running on .+ \(process \d+\); stop it first/);
    expect((await get(`/api/me`, await tokenOf('ops'))).status).toBe(200);
  });
});
