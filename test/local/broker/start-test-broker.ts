import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { RuleRecord } from '@carbon-track/contract/rule-record.ts';
import { basicIngestTopic, ruleNames } from '@carbon-track/contract/topics.ts';
import mqtt, { type IClientOptions, type MqttClient } from 'mqtt';
import { onTestFinished } from 'vitest';
import type { DeviceIdentity } from '../../../lambdas/adapters/ports/device-identity.ts';
import { type Broker, startBroker } from '../../../local/broker/broker.ts';
import type { Authorizer } from '../../../local/broker/browser-login.ts';
import { acceptBrowsers } from '../../../local/broker/browser-socket.ts';
import {
  type CertificateRegistry,
  openCertificateRegistry,
} from '../../../local/broker/certificate-registry.ts';
import { openShadowFiles } from '../../../local/broker/shadow/shadow-files.ts';
import { createLocalDeviceIdentity } from '../../../local/device-identity.ts';
import {
  type CertificateAuthority,
  openCertificateAuthority,
} from '../../../local/pki/certificate-authority.ts';
import { temporaryFolder } from '../stream/temporary-folder.ts';
import { onceClosed, onceConnected } from './once-closed.ts';

export const arnPrefix = 'arn:aws:iot:eu-west-1:000000000000';
export const rules = ruleNames('local');
export const telemetryTopic = (factoryId: string, deviceId: string): string =>
  basicIngestTopic(rules.telemetry, factoryId, deviceId, 'tel');

export type DeviceKeys = { certificatePem: string; privateKeyPem: string; certificateId: string };

export type TestBroker = {
  readonly broker: Broker;
  readonly authority: CertificateAuthority;
  readonly registry: CertificateRegistry;
  readonly identity: DeviceIdentity;
  readonly records: RuleRecord[];
  readonly events: RuleRecord[];
  /** WebSocket address for browsers. */
  readonly webUrl: string;
  provision(deviceId: string, factoryId: string): Promise<DeviceKeys>;
  /** Connects over TLS; rejects with the reason the client was given. */
  device(clientId: string, keys: Partial<DeviceKeys>, options?: IClientOptions): Promise<MqttClient>;
};

/** Resolves once connected, rejects at the first error or close. The client ends with the test. */
export const connected = async (client: MqttClient): Promise<MqttClient> => {
  onTestFinished(() => void client.end(true));
  client.on('error', () => undefined);
  await Promise.race([
    onceConnected(client),
    onceClosed(client).then(() => Promise.reject(new Error('closed before CONNACK'))),
  ]);
  return client;
};

const startWeb = async (broker: Broker): Promise<string> => {
  const server: Server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const browsers = acceptBrowsers(broker);
  server.on('upgrade', browsers.upgrade);
  onTestFinished(async () => {
    await browsers.stop();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return `ws://127.0.0.1:${port}/mqtt`;
};

export const refuseAll: Authorizer = async () => ({ isAuthenticated: false });

export const startTestBroker = async (
  change: {
    authorizer?: Authorizer;
    telemetry?: (record: RuleRecord) => Promise<void>;
    folder?: string;
  } = {},
): Promise<TestBroker> => {
  const folder = change.folder ?? (await temporaryFolder());
  const authority = await openCertificateAuthority(`${folder}/pki`);
  const registry = await openCertificateRegistry(`${folder}/things`);
  const server = await authority.issueServer();
  const records: RuleRecord[] = [];
  const events: RuleRecord[] = [];
  const broker = await startBroker({
    port: 0,
    tls: { keyPem: server.privateKeyPem, certificatePem: server.certificatePem, caPem: authority.caPem },
    registry,
    arnPrefix,
    rules,
    actions: {
      telemetry: change.telemetry ?? (async (record) => void records.push(record)),
      deviceEvent: async (record) => void events.push(record),
    },
    shadowFiles: await openShadowFiles(`${folder}/shadows`),
    authorizer: change.authorizer ?? refuseAll,
    now: () => 1_795_000_000_000,
    log: () => undefined,
  });
  onTestFinished(() => broker.stop());
  const identity = createLocalDeviceIdentity(authority, registry, () => `127.0.0.1:${broker.port}`);
  return {
    broker,
    authority,
    registry,
    identity,
    records,
    events,
    webUrl: await startWeb(broker),
    provision: async (deviceId, factoryId) => {
      const made = await identity.provision({ deviceId, factoryId, csrPem: undefined });
      return { ...made, privateKeyPem: made.privateKeyPem ?? '' };
    },
    device: (clientId, { certificatePem, privateKeyPem }, options = {}) =>
      connected(
        mqtt.connect({
          protocol: 'mqtts',
          host: '127.0.0.1',
          port: broker.port,
          ca: authority.caPem,
          ...(certificatePem !== undefined && { cert: certificatePem }),
          ...(privateKeyPem !== undefined && { key: privateKeyPem }),
          clientId,
          reconnectPeriod: 0,
          connectTimeout: 5_000,
          ...options,
        }),
      ),
  };
};

/** Whether a bare TLS connection survives until it may send; the broker judges certificates there already. */
export const tlsAccepted = async (port: number, ca: string, keys: Partial<DeviceKeys>): Promise<boolean> => {
  const { certificatePem: cert, privateKeyPem: key } = keys;
  const socket = connectTls({ host: '127.0.0.1', port, ca, ...(cert && { cert }), ...(key && { key }) });
  // TLS 1.3 tells a client about its certificate only after the handshake: an accepted one hears silence.
  return new Promise<boolean>((resolve) => {
    socket.on('error', () => resolve(false));
    socket.on('close', () => resolve(false));
    // MQTT CONNECT of client `aa`: no policy lets it in, so a CONNACK shows that TLS took the certificate.
    socket.on('secureConnect', () => socket.write(Buffer.from('100e00044d5154540402003c00026161', 'hex')));
    socket.on('data', () => resolve(true));
  }).finally(() => socket.destroy());
};
