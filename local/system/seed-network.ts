import { join } from 'node:path';
import { basicIngestTopic } from '@carbon-track/contract/topics.ts';
import { seededFactories, seedSystem } from '../seed/seed-system.ts';
import { rules } from './constants.ts';
import { type DeviceFiles, provideDeviceFiles } from './device-certificates.ts';
import type { Data } from './open-data.ts';
import type { SystemOptions } from './system-options.ts';

const sampleFactory = 'kapkoros';

/** The device whose certificate is printed for publishing by hand; null where there is none. */
export const sampleOf = (files: readonly DeviceFiles[]) => {
  const sample = files.find(({ factoryId }) => factoryId === sampleFactory) ?? files[0];
  if (sample === undefined) return null;
  const topic = basicIngestTopic(rules.telemetry, sample.factoryId, sample.deviceId, 'tel');
  return { ...sample, topic };
};

/** Factories, history and a certificate per seeded device; nothing where the data folder has them already. */
export const seedNetwork = async (options: SystemOptions, data: Data): Promise<DeviceFiles[]> => {
  if (options.seed === 'none') return [];
  const nowMs = Date.now();
  const devices = seededFactories(options.seed, nowMs).flatMap((factory) => factory.devices);
  const folder = join(data.dataDir, 'devices');
  const files = await provideDeviceFiles(folder, data.authority, data.registry, devices);
  const certificates = new Map(files.map(({ deviceId, certificateId }) => [deviceId, certificateId]));
  await seedSystem(
    { ...data.store, registry: data.ports.registry, watermarks: data.ports.watermarks },
    { nowMs, scale: options.seed, certificateIdOf: (deviceId) => certificates.get(deviceId) ?? null },
    options.onSeedProgress,
  );
  return files;
};
