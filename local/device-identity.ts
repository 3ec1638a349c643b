import { factoryAttribute } from '../lambdas/adapters/iot-policy.ts';
import type { DeviceIdentity } from '../lambdas/adapters/ports/device-identity.ts';
import type { CertificateRegistry } from './broker/certificate-registry.ts';
import type { CertificateAuthority } from './pki/certificate-authority.ts';

/** Things and certificates without AWS IoT: the local authority signs, the broker's registry knows what is in force. */
export const createLocalDeviceIdentity = (
  authority: CertificateAuthority,
  registry: CertificateRegistry,
  endpoint: () => string,
): DeviceIdentity => {
  const deactivateAll = async (deviceId: string): Promise<void> => {
    for (const certificateId of registry.ofThing(deviceId)) await registry.deactivate(certificateId);
  };
  return {
    provision: async ({ deviceId, factoryId, csrPem }) => {
      const issued =
        csrPem === undefined
          ? await authority.issueDevice(deviceId)
          : { ...(await authority.signDeviceRequest(deviceId, csrPem)), privateKeyPem: null };
      const { certificateId, certificatePem, privateKeyPem } = issued;
      await deactivateAll(deviceId);
      const attributes = { [factoryAttribute]: factoryId };
      await registry.register({ certificateId, thingName: deviceId, attributes, status: 'ACTIVE' });
      return { certificateId, certificatePem, privateKeyPem, caPem: authority.caPem, endpoint: endpoint() };
    },
    revoke: ({ deviceId }) => deactivateAll(deviceId),
  };
};
