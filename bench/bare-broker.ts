import { join } from 'node:path';
import { startBroker } from '../local/broker/broker.ts';
import { openCertificateRegistry } from '../local/broker/certificate-registry.ts';
import { openCertificateAuthority } from '../local/pki/certificate-authority.ts';
import { arnPrefix, rules } from '../local/system/constants.ts';

/**
 * The same broker with the same certificates, policies and rules, whose rule actions do nothing: a message is
 * acknowledged, and neither appended, converted nor stored. Opened on the data folder of a system that runs.
 */
export const startBareBroker = async (dataDir: string) => {
  const authority = await openCertificateAuthority(join(dataDir, 'pki'));
  const registry = await openCertificateRegistry(join(dataDir, 'things'));
  const server = await authority.issueServer();
  const nothing = async (): Promise<void> => undefined;
  return startBroker({
    port: 0,
    tls: { keyPem: server.privateKeyPem, certificatePem: server.certificatePem, caPem: authority.caPem },
    registry,
    arnPrefix,
    rules,
    actions: { telemetry: nothing, deviceEvent: nothing },
    shadowFiles: { find: () => null, save: nothing },
    authorizer: async () => {
      throw new Error('no browser belongs here: open the portal of the system');
    },
    now: Date.now,
    log: (message) => console.error(message),
  });
};
