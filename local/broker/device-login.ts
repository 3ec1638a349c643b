import { TLSSocket } from 'node:tls';
import type { Client } from 'aedes';
import { certificateIdOf } from '../pki/certificate-authority.ts';
import type { CertificateRegistry } from './certificate-registry.ts';
import type { PolicyDocument } from './policy-evaluator.ts';
import type { Session } from './session.ts';

/**
 * The session of a device: its certificate, already checked against our authority by TLS, must be registered and
 * ACTIVE. Answers null for any other connection. Whether the client id fits is the policy's business.
 */
export const deviceSession = (
  client: Client,
  registry: CertificateRegistry,
  policy: PolicyDocument,
): Session | null => {
  if (!(client.conn instanceof TLSSocket)) return null;
  const { raw } = client.conn.getPeerCertificate();
  const certificate = raw === undefined ? null : registry.find(certificateIdOf(raw));
  if (certificate?.status !== 'ACTIVE') return null;
  const { certificateId, thingName, attributes } = certificate;
  return {
    certificateId,
    documents: [policy],
    context: { clientId: client.id, thing: { thingName, attributes } },
  };
};
