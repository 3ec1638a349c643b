import { type ApiHandler, apiDoor } from '../middleware/api-door.ts';
import { getConfiguration, putConfiguration } from './configure-device.ts';
import { listDevices } from './list-devices.ts';
import type { DevicePorts } from './ports.ts';
import { provisionDevice } from './provision-device.ts';
import { revokeDevice } from './revoke-device.ts';

/** Devices: who they are, how they are, their certificates and their configuration. */
export const createHandler = (ports: DevicePorts): ApiHandler =>
  apiDoor(ports, {
    listDevices: ({ scope, query }) => listDevices(ports, scope, query),
    provisionDevice: ({ body }) => provisionDevice(ports, body),
    getDeviceConfiguration: ({ params }) => getConfiguration(ports, params.deviceId),
    putDeviceConfiguration: ({ params, body }) => putConfiguration(ports, params.deviceId, body),
    revokeDevice: ({ params }) => revokeDevice(ports, params.deviceId),
  });
