import type { Device, ProvisionedDevice, ProvisionRequest } from '@carbon-track/contract/device.ts';
import { basicIngestTopic } from '@carbon-track/contract/topics.ts';
import { InvalidCsrError } from '../adapters/ports/device-identity.ts';
import { refuse } from '../middleware/refusal.ts';
import { assignDevice } from './assign-device.ts';
import type { DevicePorts } from './ports.ts';
import { factoryWithChimney, registerDevice } from './register-device.ts';

/** What a device runs with until its shadow says otherwise. */
const firstConfiguration = { samplePeriodS: 5, reportEveryS: 5 } as const;

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
    configuration: firstConfiguration,
  };
};
