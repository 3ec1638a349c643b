import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { createServer, type TLSSocket } from 'node:tls';
import { promisify } from 'node:util';
import { type ruleNames, shadowTopics } from '@carbon-track/contract/topics.ts';
import { Aedes, type AedesPublishPacket, type Client, type PublishPacket } from 'aedes';
import { devicePolicy } from '../../lambdas/adapters/iot-policy.ts';
import { type Authorizer, browserSession } from './browser-login.ts';
import type { CertificateRegistry } from './certificate-registry.ts';
import { deviceSession } from './device-login.ts';
import { createSessions, type Session, type Sessions } from './session.ts';
import type { ShadowFiles } from './shadow/shadow-files.ts';
import { createShadowService, type ShadowService } from './shadow/shadow-service.ts';
import { applyRules, type RuleActions } from './topic-rules.ts';

export type BrokerOptions = {
  /** 0 takes a free port. */
  readonly port: number;
  readonly tls: { readonly keyPem: string; readonly certificatePem: string; readonly caPem: string };
  readonly registry: CertificateRegistry;
  /** `arn:aws:iot:{region}:{account}`, as in the policies. */
  readonly arnPrefix: string;
  readonly rules: ReturnType<typeof ruleNames>;
  readonly actions: RuleActions;
  readonly shadowFiles: ShadowFiles;
  readonly authorizer: Authorizer;
  readonly now: () => number;
  readonly log: (message: string) => void;
};

export type Broker = {
  readonly port: number;
  readonly shadows: ShadowService;
  /** Takes over an upgraded WebSocket of a browser as a stream of MQTT bytes. */
  handleBrowser(stream: Duplex, request: IncomingMessage): void;
  /** What the IoT data plane does: QoS 0 to whoever may receive the topic. */
  publish(topic: string, payload: Buffer): Promise<void>;
  /** May be called again. */
  stop(): Promise<void>;
};

/** AWS IoT takes no larger message. */
export const maxPublishBytes = 128 * 1_024;
const loopback = '127.0.0.1';

const refusal = (message: string): Error => new Error(message);

/** Why a publish is refused before its topic is looked at: the limits of AWS IoT. */
const beyondLimits = (packet: PublishPacket): string | null => {
  if (packet.qos === 2) return 'QoS 2 is not supported: publish with QoS 1';
  if (packet.retain) return 'retained messages are not allowed: clear the retain flag';
  if (packet.payload.length > maxPublishBytes)
    return 'the payload is larger than 128 kB: send smaller messages';
  return null;
};

const publishHandler =
  ({ actions, rules, now }: BrokerOptions, sessions: Sessions, shadows: () => ShadowService) =>
  async (client: Client | null, packet: PublishPacket): Promise<void> => {
    const session = client === null ? null : sessions.of(client);
    if (client === null || session === null) throw refusal('no session: connect first');
    const { topic } = packet;
    const tooMuch = beyondLimits(packet);
    if (tooMuch !== null) throw refusal(tooMuch);
    if (!sessions.allows(session, 'iot:Publish', `topic/${topic}`))
      throw refusal(`may not publish to ${topic}`);
    const payload = Buffer.from(packet.payload);
    const thingName = session.context.thing?.thingName;
    if (thingName !== undefined && topic === shadowTopics(thingName).update)
      return void (await shadows().update(thingName, payload));
    await applyRules(actions, rules, { topic, payload, clientId: client.id, receivedAtMs: now() });
  };

/** Wires the hooks of aedes to sessions and policies. A hook that fails ends the connection, as AWS IoT does. */
const createAedes = async (
  options: BrokerOptions,
  sessions: Sessions,
  shadows: () => ShadowService,
): Promise<Aedes> => {
  const { registry, authorizer, arnPrefix, rules, log } = options;
  const policy = devicePolicy(arnPrefix, rules);
  const login = async (client: Client, username: string | undefined, password: Buffer | undefined) => {
    const session: Session | null =
      client.req === undefined
        ? deviceSession(client, registry, policy)
        : await browserSession(client, username, password, authorizer, log);
    if (session === null || !sessions.allows(session, 'iot:Connect', `client/${client.id}`)) return false;
    sessions.open(client, session);
    return true;
  };
  const publish = publishHandler(options, sessions, shadows);
  return Aedes.createBroker({
    preConnect: (_client, packet, done) => {
      // Nothing is kept for a client that is away: devices send again by themselves, browsers load a snapshot.
      packet.clean = true;
      done(null, true);
    },
    authenticate: (client, username, password, done) => {
      login(client, username, password).then(
        (allowed) => done(null, allowed),
        (error: unknown) => {
          log(`${client.id} could not be authorized: ${String(error)}`);
          done(null, false);
        },
      );
    },
    authorizePublish: (client, packet, done) => {
      publish(client, packet).then(
        () => done(),
        (error: unknown) => {
          log(`publish of ${client?.id} refused, connection cut: ${String(error)}`);
          done(error instanceof Error ? error : refusal(String(error)));
        },
      );
    },
    authorizeSubscribe: (client, subscription, done) => {
      const session = sessions.of(client);
      const allowed =
        session !== null && sessions.allows(session, 'iot:Subscribe', `topicfilter/${subscription.topic}`);
      done(null, allowed ? subscription : null);
    },
    authorizeForward: (client: Client, packet: AedesPublishPacket) => {
      const session = sessions.of(client);
      const allowed = session !== null && sessions.allows(session, 'iot:Receive', `topic/${packet.topic}`);
      return allowed ? packet : null;
    },
  });
};

const listen = (server: ReturnType<typeof createServer>, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, loopback, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });

/**
 * The broker of this machine: devices over mutual TLS on a port of its own, browsers through `handleBrowser`.
 * Rejects with `EADDRINUSE` when the port is taken.
 */
export const startBroker = async (options: BrokerOptions): Promise<Broker> => {
  const sessions = createSessions(options.arnPrefix);
  const aedes: Aedes = await createAedes(options, sessions, () => shadows);
  const publish = (topic: string, payload: Buffer, qos: 0 | 1): Promise<void> =>
    promisify(aedes.publish.bind(aedes))({
      cmd: 'publish',
      topic,
      payload,
      qos,
      dup: false,
      retain: false,
    }).then(() => undefined);
  const shadows = createShadowService({
    files: options.shadowFiles,
    publish: (topic, payload) => publish(topic, payload, 1),
    now: options.now,
  });
  const sockets = new Set<TLSSocket>();
  const { keyPem: key, certificatePem: cert, caPem: ca } = options.tls;
  const server = createServer({ key, cert, ca, requestCert: true, rejectUnauthorized: true }, (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.setNoDelay(true);
    aedes.handle(socket);
  });
  server.on('tlsClientError', (error: NodeJS.ErrnoException) => {
    // A client that hangs up tells nothing; a certificate that is refused does.
    if (error.code !== 'ECONNRESET') options.log(`TLS connection refused: ${error.message}`);
  });
  const port = await listen(server, options.port).catch(async (error: unknown) => {
    await new Promise<void>((resolve) => aedes.close(resolve));
    throw error;
  });
  options.registry.onDeactivated(sessions.cut);
  const end = async (): Promise<void> => {
    const closed = new Promise((resolve) => server.close(resolve));
    for (const socket of sockets) socket.destroy();
    await new Promise<void>((resolve) => aedes.close(resolve));
    await closed;
  };
  let ending: Promise<void> | null = null;
  return {
    port,
    shadows,
    handleBrowser: (stream, request) => void aedes.handle(stream, request),
    publish: (topic, payload) => publish(topic, payload, 0),
    stop: () => {
      ending ??= end();
      return ending;
    },
  };
};
