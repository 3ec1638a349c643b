import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Role } from '@carbon-track/contract/roles.ts';
import mqtt, { type MqttClient } from 'mqtt';
import type { Browser, Page } from 'playwright-core';
import { type RunningSystem, startSystem } from '../../local/system.ts';
import { launchBrowser } from '../browser/launch.ts';
import { signIn } from '../browser/sign-in.ts';

export type RawReading = {
  takenAtMs: number;
  seq: number;
  co2Ppm: number;
  gasDeciC: number;
  velocityMmPerS: number;
};

/** Three seeded factories behind real doors, a real browser, and a device that publishes what a journey tells it to. */
export const startDemoNetwork = async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'carbon-track-journey-'));
  const messages: string[] = [];
  const system: RunningSystem = await startSystem({
    dataDir,
    seed: 'small',
    simulator: false,
    portal: true,
    storeWindowMs: 200,
    log: (message) => messages.push(message),
  });
  const browser: Browser = await launchBrowser();
  return {
    system,
    messages,
    /** A page signed in as the role, at the size of a phone or a desk. */
    openPortal: async (role: Role, size: { width: number; height: number }): Promise<Page> => {
      const login = system.demoLogins.find((one) => one.role === role);
      if (login === undefined) throw new Error(`no demo login for ${role}`);
      const context = await browser.newContext({ viewport: size });
      const page = await context.newPage();
      await signIn(page, system.urls.portal, login);
      return page;
    },
    stop: async () => {
      await browser.close();
      await system.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
};

/** The sample device as an installer would run it: its own certificate over mutual TLS. */
export const connectSampleDevice = async (system: RunningSystem) => {
  const { mqtt: broker, sampleDevice } = system;
  if (sampleDevice === null) throw new Error('the seed has a sample device');
  const client: MqttClient = await mqtt.connectAsync({
    protocol: 'mqtts',
    host: broker.host,
    port: broker.port,
    ca: await readFile(broker.caPath),
    cert: await readFile(sampleDevice.certPath),
    key: await readFile(sampleDevice.keyPath),
    clientId: sampleDevice.deviceId,
    reconnectPeriod: 0,
  });
  return {
    publish: async (reading: RawReading): Promise<void> => {
      const row = [
        ...[reading.seq, reading.takenAtMs, 3, reading.co2Ppm, 0, reading.gasDeciC, 0],
        ...[reading.velocityMmPerS, 0, null, 8_000, 300, 3_700],
      ];
      const message = { v: 1, fw: '1.0.0', cfg: 1, sp: 5, ep: 9, boot: 1, rssi: -60, r: [row] };
      await client.publishAsync(sampleDevice.topic, JSON.stringify(message), { qos: 1 });
    },
    close: () => client.endAsync(),
  };
};
