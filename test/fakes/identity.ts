import { type DeviceIdentity, InvalidCsrError } from '../../lambdas/adapters/ports/device-identity.ts';

/** Issues certificates that are only names, and remembers what it was asked. `failNext` breaks the next call. */
export const fakeIdentity = () => {
  const issued: { deviceId: string; factoryId: string }[] = [];
  const revoked: string[] = [];
  let failure: Error | null = null;
  const identity: DeviceIdentity = {
    provision: async ({ deviceId, factoryId, csrPem }) => {
      const error = failure;
      failure = null;
      if (error !== null) throw error;
      if (csrPem === 'junk') throw new InvalidCsrError('no PKCS#10');
      issued.push({ deviceId, factoryId });
      return {
        certificateId: `cert-${deviceId}-${issued.length}`,
        certificatePem: 'CERTIFICATE',
        privateKeyPem: csrPem === undefined ? 'PRIVATE KEY' : null,
        caPem: 'CA',
        endpoint: '127.0.0.1:8883',
      };
    },
    revoke: async ({ deviceId, certificateId }) => {
      const error = failure;
      failure = null;
      if (error !== null) throw error;
      revoked.push(certificateId ?? `all of ${deviceId}`);
    },
  };
  return {
    identity,
    issued,
    revoked,
    failNext: (error: Error): void => {
      failure = error;
    },
  };
};
