import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { factoryAttribute } from '../../lambdas/adapters/iot-policy.ts';
import type { CertificateRegistry } from '../broker/certificate-registry.ts';
import { isMissing } from '../is-missing.ts';
import { type CertificateAuthority, certificateIdOf } from '../pki/certificate-authority.ts';
import { writeAtomic } from '../write-atomic.ts';

export type DeviceFiles = {
  readonly deviceId: string;
  readonly factoryId: string;
  readonly certificateId: string;
  readonly certPath: string;
  readonly keyPath: string;
};

const storedCertificateId = async (path: string): Promise<string | null> => {
  try {
    return certificateIdOf(new X509Certificate(await readFile(path)).raw);
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
};

/**
 * Certificate and key of a simulated device as files, made at first use. A certificate that exists is left alone:
 * it may have been revoked meanwhile.
 */
const filesOf = async (
  folder: string,
  authority: CertificateAuthority,
  registry: CertificateRegistry,
  { deviceId, factoryId }: { deviceId: string; factoryId: string },
): Promise<DeviceFiles> => {
  const certPath = join(folder, `${deviceId}.cert.pem`);
  const keyPath = join(folder, `${deviceId}.key.pem`);
  const known = await storedCertificateId(certPath);
  if (known !== null) return { deviceId, factoryId, certificateId: known, certPath, keyPath };
  const { certificateId, certificatePem, privateKeyPem } = await authority.issueDevice(deviceId);
  const attributes = { [factoryAttribute]: factoryId };
  await registry.register({ certificateId, thingName: deviceId, attributes, status: 'ACTIVE' });
  await writeAtomic(keyPath, privateKeyPem);
  // The certificate comes last: where it is, the rest is too.
  await writeAtomic(certPath, certificatePem);
  return { deviceId, factoryId, certificateId, certPath, keyPath };
};

/** Certificates of all simulated devices, in the order given. */
export const provideDeviceFiles = async (
  folder: string,
  authority: CertificateAuthority,
  registry: CertificateRegistry,
  devices: readonly { readonly deviceId: string; readonly factoryId: string }[],
): Promise<DeviceFiles[]> =>
  Promise.all(devices.map((device) => filesOf(folder, authority, registry, device)));
