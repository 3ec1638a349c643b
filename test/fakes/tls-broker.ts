import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer } from 'node:tls';
import { Aedes } from 'aedes';
import { openCertificateAuthority } from '../../local/pki/certificate-authority.ts';
import type { SimulatorManifest } from '../../local/simulator/manifest.ts';

export type HeardMessage = { readonly clientId: string; readonly topic: string; readonly payload: string };

export type TlsBroker = {
  readonly manifest: SimulatorManifest;
  readonly folder: string;
  readonly heard: HeardMessage[];
  /** What devices said of their configuration. */
  readonly reports: HeardMessage[];
  /** Refuses or takes publishes; a refused one gets no PUBACK and its connection is cut. */
  setListening(on: boolean): void;
  stop(): Promise<void>;
};

/** A bare broker with mutual TLS that notes what it acknowledged: no policy, no rule. */
export const startTlsBroker = async (
  devices: readonly { deviceId: string; factoryId: string }[],
): Promise<TlsBroker> => {
  const folder = await mkdtemp(join(tmpdir(), 'tls-broker-'));
  const authority = await openCertificateAuthority(folder);
  const server = await authority.issueServer();
  const heard: HeardMessage[] = [];
  const reports: HeardMessage[] = [];
  const state = { listening: true };
  const broker = await Aedes.createBroker({
    authorizePublish: (client, packet, callback) => {
      if (!state.listening) {
        client?.close();
        return;
      }
      const message = { clientId: client?.id ?? '', topic: packet.topic, payload: packet.payload.toString() };
      (packet.topic.startsWith('$aws/rules/') ? heard : reports).push(message);
      callback(null);
    },
  });
  const sockets = createServer(
    {
      key: server.privateKeyPem,
      cert: server.certificatePem,
      ca: authority.caPem,
      requestCert: true,
      rejectUnauthorized: true,
    },
    (socket) => broker.handle(socket),
  );
  await new Promise<void>((resolve) => sockets.listen(0, '127.0.0.1', resolve));
  const withFiles = await Promise.all(
    devices.map(async (device) => {
      const issued = await authority.issueDevice(device.deviceId);
      const certPath = join(folder, `${device.deviceId}.pem`);
      const keyPath = join(folder, `${device.deviceId}.key`);
      await writeFile(certPath, issued.certificatePem);
      await writeFile(keyPath, issued.privateKeyPem);
      return { ...device, certPath, keyPath };
    }),
  );
  return {
    manifest: {
      host: '127.0.0.1',
      port: (sockets.address() as AddressInfo).port,
      caPath: authority.caPath,
      ruleName: 'carbon_track_test_telemetry',
      devices: withFiles,
    },
    folder,
    heard,
    reports,
    setListening: (on) => {
      state.listening = on;
    },
    stop: async () => {
      await new Promise<void>((resolve) => broker.close(resolve));
      await new Promise((resolve) => sockets.close(resolve));
      await rm(folder, { recursive: true, force: true });
    },
  };
};
