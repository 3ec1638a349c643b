import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { telemetryMessageSchema } from '@carbon-track/contract/telemetry.ts';
import { parseDeviceTopic } from '@carbon-track/contract/topics.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { handPayload, mosquittoCommand, publishOnce } from '../../../local/simulator/publish-once.ts';
import { type Simulator, startSimulator } from '../../../local/simulator/simulator.ts';
import { startTlsBroker, type TlsBroker } from '../../fakes/tls-broker.ts';

const devices = [
  { deviceId: 'ct-kapkoros-1a', factoryId: 'kapkoros' },
  { deviceId: 'ct-motigo-2a', factoryId: 'motigo' },
  { deviceId: 'ct-new-device', factoryId: 'kapkoros' },
];

describe('the simulator over MQTT and mutual TLS', () => {
  let broker: TlsBroker;
  let simulator: Simulator | null = null;
  beforeEach(async () => {
    broker = await startTlsBroker(devices);
  });
  afterEach(async () => {
    await simulator?.stop();
    simulator = null;
    await broker.stop();
  });
  const start = (options: Partial<Parameters<typeof startSimulator>[0]> = {}): Simulator => {
    const dataFolder = join(broker.folder, 'data');
    simulator = startSimulator({ manifest: broker.manifest, dataFolder, faults: [], ...options });
    return simulator;
  };
  const rowsOf = (deviceId: string) =>
    broker.heard
      .filter(({ clientId }) => clientId === deviceId)
      .flatMap(({ payload }) => telemetryMessageSchema.parse(JSON.parse(payload)).r);

  it('publishes for every device under its own client id, on its own topic, stamped now', async () => {
    start();
    await vi.waitFor(() => expect(new Set(broker.heard.map((one) => one.clientId)).size).toBe(3), 15_000);
    for (const { clientId, topic } of broker.heard) {
      expect(topic.startsWith('$aws/rules/carbon_track_test_telemetry/ct/v1/')).toBe(true);
      expect(parseDeviceTopic(topic)).toMatchObject({ deviceId: clientId, channel: 'tel' });
    }
    for (const { deviceId } of devices) {
      for (const [, takenAtMs, timeQuality] of rowsOf(deviceId)) {
        expect(Math.abs(takenAtMs - Date.now())).toBeLessThan(20_000);
        expect(timeQuality).toBe(3);
      }
    }
  });

  it('replays what was not acknowledged, and never reuses a sequence number over a restart', async () => {
    broker.setListening(false);
    const [deviceId] = ['ct-kapkoros-1a'];
    const first = start({ deviceIds: [deviceId] });
    await vi.waitFor(() => expect(first.counts().recorded).toBeGreaterThanOrEqual(2), 20_000);
    expect(first.counts().acknowledged).toBe(0);
    broker.setListening(true);
    await vi.waitFor(() => {
      expect(first.counts().pending).toBe(0);
      expect(first.counts().acknowledged).toBe(first.counts().recorded);
    }, 20_000);
    await first.stop();
    const seqs = rowsOf(deviceId).map(([seq]) => seq);
    expect([...new Set(seqs)].sort((a, b) => a - b)).toEqual(
      Array.from({ length: first.counts().recorded }, (_, index) => index),
    );
    start({ deviceIds: [deviceId] });
    await vi.waitFor(() => expect(rowsOf(deviceId).length).toBeGreaterThan(seqs.length), 15_000);
    expect(rowsOf(deviceId).at(-1)?.[0]).toBeGreaterThan(Math.max(...seqs));
  });

  it('lets a person publish one reading with a device’s certificate', async () => {
    const [device] = broker.manifest.devices;
    if (device === undefined) throw new Error('The test broker knows no device.');
    const reading = { co2Ppm: 90_000, gasTemperatureC: 180, velocityMPerS: 4, pressurePa: null };
    const payload = handPayload(reading, Date.now());
    await publishOnce(broker.manifest, device, payload);
    expect(rowsOf('ct-kapkoros-1a')).toMatchObject([
      [expect.any(Number), expect.any(Number), 3, 90_000, 0, 1_800, 0, 4_000, 0, null, null, null, null],
    ]);
  });

  it('prints a mosquitto_pub line that a shell passes on unchanged', () => {
    const [device] = broker.manifest.devices;
    if (device === undefined) throw new Error('The test broker knows no device.');
    const reading = { co2Ppm: 90_000, gasTemperatureC: 180, velocityMPerS: 4, pressurePa: 80_000 };
    const payload = handPayload(reading, Date.now());
    const line = mosquittoCommand(broker.manifest, device, payload).replace(
      'mosquitto_pub',
      'printf "%s\\n"',
    );
    const words = spawnSync('sh', ['-c', line], { encoding: 'utf8' }).stdout.split('\n');
    expect(words).toContain('$aws/rules/carbon_track_test_telemetry/ct/v1/kapkoros/ct-kapkoros-1a/tel');
    expect(words).toContain(payload);
  });
});
