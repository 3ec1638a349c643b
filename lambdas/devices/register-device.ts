import type { Device, ProvisionRequest } from '@carbon-track/contract/device.ts';
import type { FactoryRecord } from '../adapters/ports/registry.ts';
import { refuse } from '../middleware/refusal.ts';
import type { DevicePorts } from './ports.ts';

/** The factory's record, if it has the chimney. */
export const factoryWithChimney = async (
  { registry }: Pick<DevicePorts, 'registry'>,
  { factoryId, chimneyId }: { readonly factoryId: string; readonly chimneyId: string },
): Promise<FactoryRecord> => {
  const record = await registry.factory(factoryId);
  if (record?.chimneys.some((chimney) => chimney.chimneyId === chimneyId)) return record;
  throw refuse(
    'not-found',
    'There is no such chimney in this factory; GET /api/factories/{factoryId} lists them.',
  );
};

/** Whether `existing` is what an earlier, broken attempt at the same request left behind. */
const isUnfinished = (existing: Device, request: ProvisionRequest): boolean =>
  existing.status === 'active' &&
  existing.certificateId === null &&
  existing.factoryId === request.factoryId &&
  existing.chimneyId === request.chimneyId &&
  existing.kind === request.kind;

/**
 * Takes the device's id. An id that is taken by the same request, left unfinished, is taken over, so that a call may
 * be repeated after a crash; any other is a conflict, since an id stands for one board for ever.
 */
export const registerDevice = async (
  { registry, now }: Pick<DevicePorts, 'registry' | 'now'>,
  request: ProvisionRequest,
): Promise<Device> => {
  const device: Device = {
    deviceId: request.deviceId,
    factoryId: request.factoryId,
    chimneyId: request.chimneyId,
    kind: request.kind,
    status: 'active',
    provisionedAtMs: now(),
    revokedAtMs: null,
    certificateId: null,
  };
  if ((await registry.addDevice(device)) === 'added') return device;
  const existing = await registry.device(request.deviceId);
  if (existing !== null && isUnfinished(existing, request)) return existing;
  throw refuse('conflict', 'This device id is taken; give every board an id of its own.');
};
