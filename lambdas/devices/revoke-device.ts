import type { Device } from '@carbon-track/contract/device.ts';
import { refuse } from '../middleware/refusal.ts';
import type { DevicePorts } from './ports.ts';

/**
 * Revokes a device for good; revoking twice is harmless. Its assignment stays: until another device replaces it, the
 * chimney is one that should report and does not, so that silence shows as missing hours and never as nothing to measure.
 */
export const revokeDevice = async (
  { registry, identity, now }: Pick<DevicePorts, 'registry' | 'identity' | 'now'>,
  deviceId: string,
): Promise<Device> => {
  const device = await registry.device(deviceId);
  if (device === null) throw refuse('not-found', 'There is no such device; GET /api/mcu-devices lists them.');
  if (device.status === 'revoked') return device;
  // The certificate goes first: if the second step fails, the device is cut off and the call can be repeated.
  // A device whose provisioning broke off has no certificate on record and may well have one in force.
  if (device.kind === 'mcu') await identity.revoke({ deviceId, certificateId: device.certificateId });
  const revoked: Device = { ...device, status: 'revoked', revokedAtMs: now() };
  await registry.updateDevice(revoked);
  return revoked;
};
