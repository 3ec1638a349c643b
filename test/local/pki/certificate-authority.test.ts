import 'reflect-metadata';
import { type webcrypto, X509Certificate } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Pkcs10CertificateRequestGenerator } from '@peculiar/x509';
import { describe, expect, it } from 'vitest';
import { InvalidCsrError } from '../../../lambdas/adapters/ports/device-identity.ts';
import { openCertificateAuthority } from '../../../local/pki/certificate-authority.ts';
import { temporaryFolder } from '../stream/temporary-folder.ts';

const request = async (commonName: string): Promise<{ csr: string; publicKey: webcrypto.CryptoKey }> => {
  const keys = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, [
    'sign',
    'verify',
  ]);
  const signingAlgorithm = { name: 'ECDSA', hash: 'SHA-256' };
  const csr = await Pkcs10CertificateRequestGenerator.create({
    name: `CN=${commonName}`,
    keys,
    signingAlgorithm,
  });
  return { csr: csr.toString('pem'), publicKey: keys.publicKey };
};

describe('the certificate authority', () => {
  it('keeps its key for its owner alone and is the same authority after a restart', async () => {
    const folder = await temporaryFolder();
    const first = await openCertificateAuthority(folder);
    const again = await openCertificateAuthority(folder);
    expect(again.caPem).toBe(first.caPem);
    expect((await stat(join(folder, 'ca.key.pem'))).mode & 0o777).toBe(0o600);
    const { certificatePem } = await again.issueDevice('ct-kapkoros-1a');
    expect(new X509Certificate(certificatePem).verify(new X509Certificate(first.caPem).publicKey)).toBe(true);
  });

  it('issues a client certificate whose id is its SHA-256, as AWS IoT names certificates', async () => {
    const authority = await openCertificateAuthority(await temporaryFolder());
    const { certificatePem, certificateId, privateKeyPem } = await authority.issueDevice('ct-kapkoros-1a');
    const certificate = new X509Certificate(certificatePem);
    expect(certificate.subject).toBe('CN=ct-kapkoros-1a');
    expect(certificate.fingerprint256.replaceAll(':', '').toLowerCase()).toBe(certificateId);
    expect(certificate.ca).toBe(false);
    expect(certificate.keyUsage).toEqual(['1.3.6.1.5.5.7.3.2']);
    expect(privateKeyPem).toMatch(/^-----BEGIN PRIVATE KEY-----/);
  });

  it('signs the key of a request under the name we choose, not the one it asks for', async () => {
    const authority = await openCertificateAuthority(await temporaryFolder());
    const { csr, publicKey } = await request('ct-somebody-else');
    const { certificatePem } = await authority.signDeviceRequest('ct-kapkoros-1a', csr);
    const certificate = new X509Certificate(certificatePem);
    expect(certificate.subject).toBe('CN=ct-kapkoros-1a');
    const asked = Buffer.from(await crypto.subtle.exportKey('spki', publicKey));
    expect(certificate.publicKey.export({ type: 'spki', format: 'der' }).equals(asked)).toBe(true);
  });

  it('refuses what is no request and a request whose signature was tampered with', async () => {
    const authority = await openCertificateAuthority(await temporaryFolder());
    const { csr } = await request('ct-kapkoros-1a');
    const der = Buffer.from(csr.replaceAll(/-----[^-]+-----|\s/g, ''), 'base64');
    der[der.length - 1] = (der[der.length - 1] ?? 0) ^ 1;
    const tampered = `-----BEGIN CERTIFICATE REQUEST-----\n${der.toString('base64')}\n-----END CERTIFICATE REQUEST-----`;
    for (const bad of ['hello', tampered]) {
      await expect(authority.signDeviceRequest('ct-kapkoros-1a', bad)).rejects.toThrow(InvalidCsrError);
    }
  });
});
