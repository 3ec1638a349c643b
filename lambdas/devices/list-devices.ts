import type { Device, DeviceWithHealth } from '@carbon-track/contract/device.ts';
import * as z from 'zod';
import { decodeCursor, encodeCursor } from '../adapters/cursor.ts';
import type { Page } from '../adapters/ports/registry.ts';
import { deviceHealth } from './device-health.ts';
import type { DevicePorts } from './ports.ts';

const positionSchema = z.strictObject({ factoryId: z.string().max(48), deviceId: z.string().max(48) });
type Position = z.output<typeof positionSchema>;

const isAfter = (device: Device, { factoryId, deviceId }: Position): boolean =>
  device.factoryId > factoryId || (device.factoryId === factoryId && device.deviceId > deviceId);

/** Reads factory by factory until there is one device more than the page shows. */
const devicesAfter = async (
  { registry }: DevicePorts,
  factoryIds: readonly string[],
  position: Position,
  count: number,
): Promise<Device[]> => {
  const found: Device[] = [];
  for (const factoryId of factoryIds.filter((id) => id >= position.factoryId)) {
    const devices = await registry.devicesOf(factoryId);
    found.push(...devices.filter((device) => isAfter(device, position)));
    if (found.length >= count) break;
  }
  return found.slice(0, count);
};

const factoriesOf = async ({ registry }: DevicePorts, scope: string | null): Promise<string[]> =>
  scope !== null ? [scope] : (await registry.listFactories()).map(({ factoryId }) => factoryId).toSorted();

/** One page of the devices of a factory (or of all, with `scope` null) by factory and id, each with its health. */
export const listDevices = async (
  ports: DevicePorts,
  scope: string | null,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
): Promise<Page<DeviceWithHealth>> => {
  const position =
    cursor === undefined ? { factoryId: '', deviceId: '' } : decodeCursor(cursor, positionSchema);
  const found = await devicesAfter(ports, await factoriesOf(ports, scope), position, limit + 1);
  const shown = found.slice(0, limit);
  const items = await Promise.all(
    shown.map(async (device) => ({
      ...device,
      health: deviceHealth(await ports.minutes.newest(device.deviceId)),
    })),
  );
  const last = found.length > limit ? shown.at(-1) : undefined;
  const nextCursor = last ? encodeCursor({ factoryId: last.factoryId, deviceId: last.deviceId }) : null;
  return { items, nextCursor };
};
