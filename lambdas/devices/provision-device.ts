import type { Device, ProvisionedDevice, ProvisionRequest } from '@carbon-track/contract/device.ts';
import { basicIngestTopic } from '@carbon-track/contract/topics.ts';
import { InvalidCsrError } from '../adapters/ports/device-identity.ts';
import type { FactoryRecord } from '../adapters/ports/registry.ts';
import { configurationAt } from '../domain/dated.ts';
import { deviceConfigurationFor } from '../domain/device-configuration.ts';
import { refuse } from '../middleware/refusal.ts';
import { assignDevice } from './assign-device.ts';
import type { DevicePorts } from './ports.ts';
import { factoryWithChimney, registerDevice } from './register-device.ts';
import { wishConfiguration } from './wish-configuration.ts';

const noCertificate = {
  certificateId: null,
  certificatePem: null,
  privateKeyPem: null,
  caPem: null,
  endpoint: null,
} as const;

/** An instrument uploads under a person's account and gets no certificate. */
const issueCertificate = async (
  { identity }: DevicePorts,
  { deviceId, factoryId, kind }: Device,
  csrPem?: string,
) => {
  if (kind === 'instrument') return noCertificate;
  try {
    return await identity.provision({ deviceId, factoryId, csrPem });
  } catch (error) {
    if (!(error instanceof InvalidCsrError)) throw error;
    throw refuse('invalid-input', 'The certificate request cannot be signed; make a new one on the device.', [
      { path: 'body.csrPem', message: 'no valid PKCS#10 request' },
    ]);
  }
};

/**
 * Wishes of a device what its chimney implies, so that it takes it at its first connection, whether or not an installer
 * put the answer on it. An instrument has no shadow: it is told once, here.
 */
const firstConfiguration = async (
  { shadow }: DevicePorts,
  { configurations }: FactoryRecord,
  { deviceId, kind, provisionedAtMs }: Device,
  chimneyId: string,
) => {
  const inForce = configurationAt(configurations, chimneyId, provisionedAtMs);
  const configuration = deviceConfigurationFor(inForce?.configuration ?? null);
  return kind === 'instrument'
    ? { rev: 1, ...configuration }
    : wishConfiguration(shadow, deviceId, configuration);
};

/**
 * Registers a device, issues its certificate and puts it on its chimney. The device counts as finished once its
 * certificate id is stored, which is the last step: until then the same call may be repeated.
 * The private key exists in this answer only.
 */
export const provisionDevice = async (
  ports: DevicePorts,
  request: ProvisionRequest,
): Promise<ProvisionedDevice> => {
  const record = await factoryWithChimney(ports, request);
  const registered = await registerDevice(ports, request);
  const { certificateId, ...secrets } = await issueCertificate(ports, registered, request.csrPem);
  await assignDevice(ports, record, {
    deviceId: request.deviceId,
    chimneyId: request.chimneyId,
    fromMs: request.fromMs ?? registered.provisionedAtMs,
    toMs: null,
    priority: request.priority,
  });
  const configuration = await firstConfiguration(ports, record, registered, request.chimneyId);
  const device: Device = { ...registered, certificateId };
  await ports.registry.updateDevice(device);
  const topic = (rule: string, channel: 'tel' | 'evt'): string =>
    basicIngestTopic(rule, device.factoryId, device.deviceId, channel);
  return {
    device,
    ...secrets,
    clientId: device.deviceId,
    telemetryTopic: topic(ports.rules.telemetry, 'tel'),
    eventTopic: topic(ports.rules.deviceEvent, 'evt'),
    configuration,
  };
};
