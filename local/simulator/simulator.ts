import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chimneyOfDevice } from './chimney-of-device.ts';
import { openDeviceMemory } from './device-memory.ts';
import type { UplinkCounts } from './device-uplink.ts';
import { defaultFaults, type Fault, faultsAt } from './fault-script.ts';
import type { ManifestDevice, SimulatorManifest } from './manifest.ts';
import { createSimulatedDevice, type SimulatedDevice } from './simulated-device.ts';

const tickMs = 100;

export type SimulatorOptions = {
  readonly manifest: SimulatorManifest;
  /** Keeps epoch, boot and seq of each device over a restart. */
  readonly dataFolder: string;
  /** How many times faster the boilers live; the time stamps stay true. Default 1. */
  readonly speed?: number;
  /** Seconds by which the boilers' day is shifted, to see a shift begin or end now. Default 0. */
  readonly plantShiftS?: number;
  /** Batches messages without changing the sample period, until a device's shadow says otherwise. Default 5. */
  readonly reportEveryS?: number;
  /** Default: a few outages and rarer faults over the fleet; `[]` for none. */
  readonly faults?: readonly Fault[];
  /** Only these devices; default all of the manifest. */
  readonly deviceIds?: readonly string[];
};

export type Simulator = {
  counts(): UplinkCounts & { readonly connected: number };
  /** Ends sampling and the connections; what is unacknowledged then is lost with the process. */
  stop(): Promise<void>;
};

const selected = ({ manifest, deviceIds }: SimulatorOptions): readonly ManifestDevice[] => {
  if (deviceIds === undefined) return manifest.devices;
  const wanted = new Set(deviceIds);
  return manifest.devices.filter((device) => wanted.has(device.deviceId));
};

const buildDevices = (options: SimulatorOptions, startedAtMs: number): SimulatedDevice[] => {
  const { manifest, dataFolder, speed = 1, plantShiftS = 0, reportEveryS = 5 } = options;
  const chosen = selected(options);
  const ids = chosen.map((device) => device.deviceId);
  const memoryOf = openDeviceMemory(join(dataFolder, 'simulated-devices.json'), ids);
  const script = options.faults ?? defaultFaults(ids);
  const ca = readFileSync(manifest.caPath);
  return chosen.map(({ deviceId, factoryId, certPath, keyPath }) =>
    createSimulatedDevice({
      deviceId,
      factoryId,
      ruleName: manifest.ruleName,
      chimney: chimneyOfDevice(deviceId, factoryId),
      memory: memoryOf(deviceId),
      connection: {
        host: manifest.host,
        port: manifest.port,
        ca,
        cert: readFileSync(certPath),
        key: readFileSync(keyPath),
        random: Math.random,
      },
      reportEveryS,
      startedAtMs,
      plantTime: (takenAtMs) => startedAtMs + plantShiftS * 1_000 + (takenAtMs - startedAtMs) * speed,
      faults: (atMs) => faultsAt(script, deviceId, atMs - startedAtMs),
    }),
  );
};

/** Samples and publishes for all devices until stopped. One timer serves the fleet; phases are spread over 5 s. */
export const startSimulator = (options: SimulatorOptions): Simulator => {
  const startedAtMs = Date.now();
  const devices = buildDevices(options, startedAtMs);
  const sampledAtMs = devices.map((device) => {
    const periodMs = device.samplePeriodMs();
    return (Math.ceil((startedAtMs - device.phaseMs) / periodMs) - 1) * periodMs + device.phaseMs;
  });
  const tick = (): void => {
    const nowMs = Date.now();
    for (const [index, device] of devices.entries()) {
      const dueMs = (sampledAtMs[index] ?? 0) + device.samplePeriodMs();
      if (nowMs >= dueMs) {
        device.sample(dueMs);
        // After a sleeping laptop there is nothing to catch up: nobody sampled.
        const behind = nowMs - dueMs > 60_000;
        sampledAtMs[index] = behind ? nowMs : dueMs;
      }
      device.uplink.pump(nowMs);
    }
  };
  const timer = setInterval(tick, tickMs);
  return {
    counts: () => {
      const all = devices.map((device) => device.uplink.counts());
      const sum = (pick: (counts: UplinkCounts) => number): number =>
        all.reduce((total, counts) => total + pick(counts), 0);
      return {
        recorded: sum((counts) => counts.recorded),
        acknowledged: sum((counts) => counts.acknowledged),
        dropped: sum((counts) => counts.dropped),
        pending: sum((counts) => counts.pending),
        connected: devices.filter((device) => device.link.isConnected()).length,
      };
    },
    stop: async () => {
      clearInterval(timer);
      await Promise.all(devices.map((device) => device.link.stop()));
    },
  };
};
