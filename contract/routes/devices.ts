import * as z from 'zod';
import {
  deviceSchema,
  deviceWithHealthSchema,
  provisionedDeviceSchema,
  provisionRequestSchema,
} from '../device.ts';
import { configurationChangeSchema, deviceConfigurationStateSchema } from '../device-configuration.ts';
import { deviceIdSchema, factoryIdSchema } from '../ids.ts';
import { page, pageQuery } from '../page.ts';
import { route } from '../route.ts';
import { everyone, network, none } from './common.ts';

/** Routes of MCU devices. */
export const devicesRoutes = {
  listDevices: route({
    noun: 'devices',
    method: 'GET',
    path: '/api/mcu-devices',
    summary: 'Devices of a factory or the network with last heartbeat and health',
    access: { kind: 'factory', roles: everyone },
    params: none,
    query: z.strictObject({
      factoryId: factoryIdSchema.optional(),
      ...pageQuery,
      limit: z.coerce.number().int().min(1).max(50).default(50),
    }),
    body: null,
    status: 200,
    answer: page(deviceWithHealthSchema),
  }),
  provisionDevice: route({
    noun: 'devices',
    method: 'POST',
    path: '/api/mcu-devices',
    summary: 'Register a device, issue its certificate and assign it to a chimney; the key is returned once',
    access: { kind: 'network', roles: ['ops'] },
    params: none,
    query: none,
    body: provisionRequestSchema,
    status: 201,
    answer: provisionedDeviceSchema,
  }),
  getDeviceConfiguration: route({
    noun: 'devices',
    method: 'GET',
    path: '/api/mcu-devices/{deviceId}/configuration',
    summary: 'What is wished of a device, what it says is in force, and what it refused',
    access: { kind: 'network', roles: network },
    params: z.strictObject({ deviceId: deviceIdSchema }),
    query: none,
    body: null,
    status: 200,
    answer: deviceConfigurationStateSchema,
  }),
  putDeviceConfiguration: route({
    noun: 'devices',
    method: 'PUT',
    path: '/api/mcu-devices/{deviceId}/configuration',
    summary: 'Wish a whole configuration of a device; it takes it when it is connected',
    access: { kind: 'network', roles: ['ops'] },
    params: z.strictObject({ deviceId: deviceIdSchema }),
    query: none,
    body: configurationChangeSchema,
    status: 200,
    answer: deviceConfigurationStateSchema,
  }),
  revokeDevice: route({
    noun: 'devices',
    method: 'POST',
    path: '/api/mcu-devices/{deviceId}/revocation',
    summary: 'Revoke a device’s certificate and cut its session',
    access: { kind: 'network', roles: ['ops'] },
    params: z.strictObject({ deviceId: deviceIdSchema }),
    query: none,
    body: null,
    status: 200,
    answer: deviceSchema,
  }),
} as const;
