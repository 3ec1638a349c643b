// The X.509 library looks for the Reflect metadata API when it loads.
import 'reflect-metadata';
import { createHash, randomBytes, webcrypto } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  BasicConstraintsExtension,
  cryptoProvider,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  Pkcs10CertificateRequest,
  SubjectAlternativeNameExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';
import { InvalidCsrError } from '../../lambdas/adapters/ports/device-identity.ts';
import { isMissing } from '../is-missing.ts';
import { writeAtomic } from '../write-atomic.ts';

cryptoProvider.set(webcrypto);

type CryptoKey = webcrypto.CryptoKey;

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const dayMs = 86_400_000;

export type IssuedCertificate = { readonly certificatePem: string; readonly certificateId: string };
export type KeyAndCertificate = IssuedCertificate & { readonly privateKeyPem: string };

export type CertificateAuthority = {
  readonly caPem: string;
  readonly caPath: string;
  /** A client certificate for a key made here; the key is handed out and not kept. */
  issueDevice(commonName: string, validForDays?: number): Promise<KeyAndCertificate>;
  /** A client certificate for a PKCS#10 request. Throws `InvalidCsrError` when the request does not hold. */
  signDeviceRequest(commonName: string, csrPem: string): Promise<IssuedCertificate>;
  /** The broker's own certificate for 127.0.0.1 and localhost. */
  issueServer(): Promise<KeyAndCertificate>;
};

/** AWS IoT calls a certificate by the SHA-256 of its DER, in hex; so does the broker here. */
export const certificateIdOf = (der: Uint8Array | ArrayBuffer): string =>
  createHash('sha256').update(new Uint8Array(der)).digest('hex');

const newKeys = (): Promise<webcrypto.CryptoKeyPair> =>
  webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']) as Promise<webcrypto.CryptoKeyPair>;

const privateKeyPem = async (key: CryptoKey): Promise<string> =>
  PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY');

const serialNumber = (): string => `00${randomBytes(16).toString('hex')}`;

type Authority = { readonly certificate: X509Certificate; readonly key: CryptoKey };

const createAuthority = async (): Promise<{ certificatePem: string; keyPem: string }> => {
  const keys = await newKeys();
  const certificate = await X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(),
    name: 'CN=Carbon Track local CA',
    notBefore: new Date(Date.now() - dayMs),
    notAfter: new Date(Date.now() + 3_650 * dayMs),
    signingAlgorithm: algorithm,
    keys,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
    ],
  });
  return { certificatePem: certificate.toString('pem'), keyPem: await privateKeyPem(keys.privateKey) };
};

const loadAuthority = async (folder: string): Promise<Authority> => {
  const [certificatePem, keyPem] = await Promise.all([
    readFile(join(folder, 'ca.pem'), 'utf8'),
    readFile(join(folder, 'ca.key.pem'), 'utf8'),
  ]);
  const pkcs8 = PemConverter.decodeFirst(keyPem);
  return {
    certificate: new X509Certificate(certificatePem),
    key: await webcrypto.subtle.importKey('pkcs8', pkcs8, algorithm, false, ['sign']),
  };
};

const loadOrCreateAuthority = async (folder: string): Promise<Authority> => {
  try {
    return await loadAuthority(folder);
  } catch (error) {
    if (!isMissing(error)) throw error;
    const { certificatePem, keyPem } = await createAuthority();
    await writeAtomic(join(folder, 'ca.key.pem'), keyPem);
    await writeAtomic(join(folder, 'ca.pem'), certificatePem);
    return loadAuthority(folder);
  }
};

const readRequest = async (csrPem: string): Promise<Pkcs10CertificateRequest> => {
  let request: Pkcs10CertificateRequest;
  try {
    request = new Pkcs10CertificateRequest(csrPem);
  } catch (error) {
    throw new InvalidCsrError(`it is no PKCS#10 request in PEM (${String(error)})`);
  }
  if (await request.verify().catch(() => false)) return request;
  throw new InvalidCsrError('its signature does not belong to its key');
};

/**
 * The certificate authority of this data folder, made at first use: EC P-256, valid ten years, its key readable by
 * the owner alone. It vouches for devices on this machine and for nothing else.
 */
export const openCertificateAuthority = async (folder: string): Promise<CertificateAuthority> => {
  const authority = await loadOrCreateAuthority(folder);

  const issue = async (
    commonName: string,
    publicKey: CryptoKey,
    usage: ExtendedKeyUsage,
    validForDays: number,
    alternativeNames: { type: 'dns' | 'ip'; value: string }[] = [],
  ): Promise<IssuedCertificate> => {
    const untilMs = Date.now() + validForDays * dayMs;
    const certificate = await X509CertificateGenerator.create({
      serialNumber: serialNumber(),
      subject: [{ CN: [commonName] }],
      issuer: authority.certificate.subjectName,
      notBefore: new Date(Math.min(Date.now(), untilMs) - dayMs),
      notAfter: new Date(untilMs),
      signingAlgorithm: algorithm,
      publicKey,
      signingKey: authority.key,
      extensions: [
        new BasicConstraintsExtension(false, undefined, true),
        new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
        new ExtendedKeyUsageExtension([usage]),
        ...(alternativeNames.length > 0 ? [new SubjectAlternativeNameExtension(alternativeNames)] : []),
      ],
    });
    return {
      certificatePem: certificate.toString('pem'),
      certificateId: certificateIdOf(certificate.rawData),
    };
  };

  return {
    caPem: authority.certificate.toString('pem'),
    caPath: join(folder, 'ca.pem'),
    issueDevice: async (commonName, validForDays = 3_650) => {
      const keys = await newKeys();
      const issued = await issue(commonName, keys.publicKey, ExtendedKeyUsage.clientAuth, validForDays);
      return { ...issued, privateKeyPem: await privateKeyPem(keys.privateKey) };
    },
    signDeviceRequest: async (commonName, csrPem) => {
      const request = await readRequest(csrPem);
      return issue(commonName, await request.publicKey.export(), ExtendedKeyUsage.clientAuth, 3_650);
    },
    issueServer: async () => {
      const keys = await newKeys();
      const names = [
        { type: 'ip' as const, value: '127.0.0.1' },
        { type: 'dns' as const, value: 'localhost' },
      ];
      const issued = await issue('localhost', keys.publicKey, ExtendedKeyUsage.serverAuth, 3_650, names);
      return { ...issued, privateKeyPem: await privateKeyPem(keys.privateKey) };
    },
  };
};
