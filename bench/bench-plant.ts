import type { Device } from '@carbon-track/contract/device.ts';
import type { FactoryRecord } from '../lambdas/adapters/ports/registry.ts';
import { benchConfiguration } from './bench-configuration.ts';

/** 67 factories with three chimneys each make 201 devices. */
const chimneysPerFactory = 3;

export const benchDeviceId = (index: number): string =>
  `ct-bench-${Math.floor(index / chimneysPerFactory)}-${index % chimneysPerFactory}`;

export const benchFactoryIdOf = (deviceId: string): string => deviceId.split('-').slice(1, 3).join('-');

export const benchFactoryIds = (devices: number): string[] => [
  ...new Set(Array.from({ length: devices }, (_, index) => benchFactoryIdOf(benchDeviceId(index)))),
];

export const benchDevice = (deviceId: string): Device => ({
  deviceId,
  factoryId: benchFactoryIdOf(deviceId),
  chimneyId: deviceId.slice('ct-'.length),
  kind: 'mcu',
  status: 'active',
  provisionedAtMs: 0,
  revokedAtMs: null,
  certificateId: null,
});

export const benchFactory = (factoryId: string): FactoryRecord => {
  const chimneyIds = Array.from({ length: chimneysPerFactory }, (_, index) => `${factoryId}-${index}`);
  return {
    factory: {
      factoryId,
      name: factoryId,
      location: 'nowhere',
      county: 'none',
      region: 'East of Rift',
      latitudeDeg: 0,
      longitudeDeg: 37,
      altitudeM: 2_000,
      approximate: true,
      size: 'medium',
      mainFuel: 'firewood',
      chimneyCount: chimneysPerFactory,
    },
    chimneys: chimneyIds.map((chimneyId) => ({ chimneyId, name: chimneyId, inUse: true })),
    units: [],
    configurations: chimneyIds.map((chimneyId) => ({
      chimneyId,
      fromMs: 0,
      toMs: null,
      revision: 1,
      configuration: benchConfiguration,
    })),
    assignments: chimneyIds.map((chimneyId) => ({
      deviceId: `ct-${chimneyId}`,
      chimneyId,
      fromMs: 0,
      toMs: null,
      priority: 0,
    })),
    invalidations: [],
    declaredOff: [],
  };
};
