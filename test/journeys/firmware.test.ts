import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildSimulator } from '../../local/native/build-simulator.ts';
import { type FleetDevice, feedFleet } from '../../local/native/fleet.ts';
import { type OperationsApi, openOperationsApi } from '../../local/native/local-api.ts';
import { type NativeProcess, startNativeProcess } from '../../local/native/native-process.ts';
import { placesFor } from '../../local/native/places.ts';
import { openKnown, provisionNew } from '../../local/native/prepare-devices.ts';
import { knownDevices } from '../../local/native/state-folder.ts';
import { type RunningSystem, startSystem } from '../../local/system.ts';
import { canBuildFirmware } from '../fakes/native-devices.ts';
import { startUnreliableNetwork, type UnreliableNetwork } from '../fakes/unreliable-network.ts';

const deviceCount = 20;
const periods = { samplePeriodS: 3, reportEveryS: 3 };

describe.skipIf(!canBuildFirmware)('twenty native devices on a network that breaks', () => {
  const startedAtMs = Date.now();
  const messages: string[] = [];
  const log = (message: string) => messages.push(message);
  let dataDir: string;
  let system: RunningSystem;
  let network: UnreliableNetwork;
  let executable: string;
  let process: NativeProcess;
  let devices: FleetDevice[];
  let api: OperationsApi;
  let stopFeeding: () => void;

  const root = (): string => join(dataDir, 'native-devices');
  const bench = () => ({ process, api, periods, endpoint: `127.0.0.1:${network.port}` });

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'carbon-track-firmware-'));
    executable = await buildSimulator();
    system = await startSystem({
      dataDir,
      seed: 'small',
      simulator: false,
      portal: false,
      schedules: false,
      storeWindowMs: 200,
      log,
    });
    network = await startUnreliableNetwork(system.mqtt.port);
    process = await startNativeProcess({ executable, log });
  }, 300_000);
  afterAll(async () => {
    stopFeeding?.();
    await process?.stop();
    await network?.stop();
    await system?.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  const provisionAll = async (): Promise<void> => {
    api = await openOperationsApi(system.urls.portal, dataDir);
    const factories = await Promise.all((await api.factoryIds()).map((id) => api.factory(id)));
    devices = [];
    for (const place of placesFor(deviceCount, factories, 1)) {
      devices.push(await provisionNew(bench(), root(), place));
    }
    stopFeeding = feedFleet(process, devices);
  };

  const crashAndReturn = async (): Promise<void> => {
    stopFeeding();
    await process.crash();
    process = await startNativeProcess({ executable, log });
    devices = [];
    for (const known of await knownDevices(root())) devices.push(await openKnown(bench(), known));
    stopFeeding = feedFleet(process, devices);
  };

  const storedOf = async (deviceId: string): Promise<Set<string>> => {
    const minutes = await system.ports.minutes.read(deviceId, startedAtMs - 120_000, Date.now() + 120_000);
    return new Set(minutes.flatMap(({ readings }) => readings.map(({ epoch, seq }) => `${epoch}/${seq}`)));
  };
  const storedCounts = (): Promise<number[]> =>
    Promise.all(devices.map(async ({ deviceId }) => (await storedOf(deviceId)).size));

  const cutForAWhile = async (forMs: number): Promise<void> => {
    for (const endMs = Date.now() + forMs; Date.now() < endMs; ) {
      network.cut(3);
      await sleep(700);
    }
  };

  it('lose no reading: what the logs hold is what the cloud stores, each once, whatever broke meanwhile', async () => {
    await provisionAll();
    await expect.poll(async () => (await process.counts()).connected, { timeout: 60_000 }).toBe(deviceCount);
    // The crash comes early: after it all is sent again, which would hide a reading that went missing before.
    await cutForAWhile(5_000);
    await crashAndReturn();
    process.send(['power-cut 3', 'power-cut 11']);
    await cutForAWhile(5_000);
    network.setBlackout(true);
    await sleep(8_000);
    network.setBlackout(false);
    await cutForAWhile(5_000);
    process.send(['finish all']);
    await expect
      .poll(async () => (await process.counts()).running, { timeout: 180_000, interval: 500 })
      .toBe(0);

    const logged = await process.devices();
    expect(logged.map(({ pending, refused }) => pending + refused)).toEqual(devices.map(() => 0));
    const readings = logged.map((device) => device.readings);
    expect(Math.min(...readings)).toBeGreaterThan(6);
    await expect.poll(storedCounts, { timeout: 60_000, interval: 500 }).toEqual(readings);
    expect(await system.buckets.quarantine.list('', { limit: 10 })).toEqual([]);
    expect(messages.filter((message) => !/TLS connection refused/.test(message))).toEqual([]);
  }, 400_000);
});
