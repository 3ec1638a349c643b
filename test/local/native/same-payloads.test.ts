import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ProvisionedDevice } from '@carbon-track/contract/device.ts';
import type { RevisedConfiguration } from '@carbon-track/contract/device-configuration.ts';
import { type TelemetryMessage, telemetryMessageSchema } from '@carbon-track/contract/telemetry.ts';
import { basicIngestTopic } from '@carbon-track/contract/topics.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deviceConfigurationFor } from '../../../lambdas/domain/device-configuration.ts';
import { buildSimulator } from '../../../local/native/build-simulator.ts';
import { feedLine, fitLine } from '../../../local/native/feed-line.ts';
import { type FleetDevice, shownAt } from '../../../local/native/fleet.ts';
import {
  type FleetCounts,
  type NativeProcess,
  startNativeProcess,
} from '../../../local/native/native-process.ts';
import { openKnown } from '../../../local/native/prepare-devices.ts';
import { chimneyOfDevice } from '../../../local/simulator/chimney-of-device.ts';
import { deviceFieldsOf, fittedSensors } from '../../../local/simulator/fitted-sensors.ts';
import type { ManifestDevice } from '../../../local/simulator/manifest.ts';
import { createSimulatedDevice } from '../../../local/simulator/simulated-device.ts';
import { canBuildFirmware } from '../../fakes/native-devices.ts';
import { startTlsBroker, type TlsBroker } from '../../fakes/tls-broker.ts';

/** One chimney of each kind the demonstration has: usual, saturating, pitot, no thermocouple, diluted, dry, unplugged. */
const chimneys: readonly (readonly [chimneyId: string, factoryId: string])[] = [
  ['kapkoros-1', 'kapkoros'],
  ['motigo-2', 'motigo'],
  ['mogogosiek-1', 'mogogosiek'],
  ['kiru-2', 'kiru'],
  ['chebut-4', 'chebut'],
  ['kagwe-1', 'kagwe'],
  ['itumbe-3', 'itumbe'],
];
const ruleName = 'carbon_track_test_telemetry';
const startMs = Date.UTC(2026, 10, 19, 9);
const periodMs = 5_000;
/** The slowest sensor is warm after three minutes. */
const warmAfterMs = 185_000;
const lastsMs = 260_000;
/** Every sensor has answered after that. */
const sampledAfterMs = 1_000;

const configurationOf = (deviceId: string, factoryId: string): RevisedConfiguration => {
  const { configuration } = chimneyOfDevice(deviceId, factoryId);
  return {
    ...deviceConfigurationFor(configuration),
    ...deviceFieldsOf(fittedSensors(configuration)),
    rev: 1,
  };
};

/** Firmware and signal are each simulator's own; all else must be the same bytes. */
const comparable = (payload: string): string =>
  payload.replace(/"fw":"[^"]+"/, '"fw":"*"').replace(/"rssi":(null|-\d+)/, '"rssi":*');

const messageOf = (payload: string): TelemetryMessage => telemetryMessageSchema.parse(JSON.parse(payload));

describe.skipIf(!canBuildFirmware)(
  'the simulator of npm start and the firmware, under the same conditions',
  () => {
    let broker: TlsBroker;
    let process: NativeProcess;
    const complaints: string[] = [];

    beforeAll(async () => {
      broker = await startTlsBroker(
        chimneys.map(([chimneyId, factoryId]) => ({ deviceId: `ct-${chimneyId}a`, factoryId })),
      );
      process = await startNativeProcess({
        executable: await buildSimulator(),
        clockFromInput: true,
        log: (message) => complaints.push(message),
      });
    }, 300_000);
    afterAll(async () => {
      await process?.stop();
      await broker?.stop();
    });

    const answerFor = async ({
      deviceId,
      factoryId,
      certPath,
    }: ManifestDevice): Promise<ProvisionedDevice> => ({
      device: {
        ...{
          deviceId,
          factoryId,
          chimneyId: deviceId.slice('ct-'.length, -1),
          kind: 'mcu',
          status: 'active',
        },
        ...{ provisionedAtMs: startMs, revokedAtMs: null, certificateId: null },
      },
      certificatePem: await readFile(certPath, 'utf8'),
      privateKeyPem: null,
      caPem: await readFile(broker.manifest.caPath, 'utf8'),
      endpoint: `${broker.manifest.host}:${broker.manifest.port}`,
      clientId: deviceId,
      telemetryTopic: basicIngestTopic(ruleName, factoryId, deviceId, 'tel'),
      eventTopic: basicIngestTopic(ruleName, factoryId, deviceId, 'evt'),
      configuration: configurationOf(deviceId, factoryId),
    });

    const openNative = async (device: ManifestDevice): Promise<FleetDevice> => {
      const folder = join(broker.folder, device.deviceId);
      await mkdir(folder);
      await writeFile(join(folder, 'key.pem'), await readFile(device.keyPath));
      return openKnown({ process }, { answer: await answerFor(device), folder });
    };

    /** Lets the network work while virtual time stands, until it is so. */
    const until = async (isSo: (counts: FleetCounts) => boolean, atMs: number): Promise<void> => {
      while (!isSo(await process.counts())) {
        process.send([`at ${atMs}`]);
        await sleep(5);
      }
    };

    /** Lets the native devices live through the time; every reading is sent and acknowledged before the next. */
    const liveThrough = async (devices: readonly FleetDevice[]): Promise<void> => {
      const feed = (atMs: number) => devices.map((device) => feedLine(device.index, shownAt(device, atMs)));
      process.send([...devices.map(({ index, fitted }) => fitLine(index, fitted)), ...feed(startMs)]);
      await until(({ connected }) => connected === devices.length, startMs);
      for (let atMs = startMs; atMs < startMs + lastsMs; atMs += periodMs) {
        process.send([...feed(atMs), `at ${atMs + sampledAfterMs}`]);
        await until(({ pending }) => pending === 0, atMs + sampledAfterMs);
      }
    };

    const heardFrom = (deviceId: string): string[] =>
      broker.heard
        .filter(({ clientId, topic }) => clientId === deviceId && topic.endsWith('/tel'))
        .map(({ payload }) => payload);

    /** The same readings by the simulator of `npm start`, over its own link to the same broker. */
    const sendFromSimulator = async (
      device: ManifestDevice,
      sent: readonly TelemetryMessage[],
    ): Promise<string[]> => {
      const { deviceId, factoryId, certPath, keyPath } = device;
      const seqs = sent.flatMap(({ r }) => r.map(([seq]) => seq));
      const before = heardFrom(deviceId).length;
      const simulated = createSimulatedDevice({
        ...{ deviceId, factoryId, ruleName, reportEveryS: 5, startedAtMs: startMs },
        chimney: chimneyOfDevice(deviceId, factoryId),
        memory: {
          epoch: sent[0]?.ep ?? -1,
          boot: sent[0]?.boot ?? -1,
          nextSeq: () => seqs.shift() ?? -1,
          configuration: configurationOf(deviceId, factoryId),
          keepConfiguration: () => undefined,
        },
        connection: {
          ...{ host: broker.manifest.host, port: broker.manifest.port, random: Math.random },
          ca: await readFile(broker.manifest.caPath),
          cert: await readFile(certPath),
          key: await readFile(keyPath),
        },
        // What the native device was fed last.
        plantTime: (takenAtMs) => Math.floor(takenAtMs / periodMs) * periodMs,
        faults: () => new Set(),
      });
      await expect.poll(simulated.link.isConnected, { timeout: 20_000 }).toBe(true);
      for (const { r } of sent) {
        for (const [, takenAtMs] of r) simulated.sample(takenAtMs);
        simulated.uplink.pump(startMs);
        await expect.poll(() => simulated.uplink.counts().pending, { interval: 5 }).toBe(0);
      }
      await simulated.link.stop();
      return heardFrom(deviceId).slice(before);
    };

    it('send the same payloads, byte for byte', async () => {
      process.send([`at ${startMs}`]);
      const devices: FleetDevice[] = [];
      for (const device of broker.manifest.devices) devices.push(await openNative(device));
      await liveThrough(devices);
      const natively = new Map(
        devices.map(({ deviceId }) => [
          deviceId,
          heardFrom(deviceId).filter((payload) =>
            messageOf(payload).r.every(([, takenAtMs]) => takenAtMs >= startMs + warmAfterMs),
          ),
        ]),
      );
      await process.stop();
      for (const device of broker.manifest.devices) {
        const fromFirmware = natively.get(device.deviceId) ?? [];
        expect(fromFirmware.length, device.deviceId).toBeGreaterThanOrEqual(14);
        const fromSimulator = await sendFromSimulator(device, fromFirmware.map(messageOf));
        expect(fromSimulator.map(comparable)).toEqual(fromFirmware.map(comparable));
      }
      expect(complaints).toEqual([]);
    });
  },
);
