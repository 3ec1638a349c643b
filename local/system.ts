import { join, resolve } from 'node:path';
import { basicIngestTopic, ruleNames } from '@carbon-track/contract/topics.ts';
import { createIotLivePublisher } from '../lambdas/adapters/iot-live-publisher.ts';
import { type Broker, startBroker } from './broker/broker.ts';
import { acceptBrowsers } from './broker/browser-socket.ts';
import { openCertificateRegistry } from './broker/certificate-registry.ts';
import { startDataPlane } from './broker/data-plane.ts';
import { createLocalDeviceIdentity } from './device-identity.ts';
import { createFolderObjects } from './folder-objects.ts';
import { apiGateway } from './gateway/api-gateway.ts';
import { startGateway } from './gateway/gateway.ts';
import { portalFiles } from './gateway/portal-files.ts';
import { cognitoDoor } from './identity/cognito-door.ts';
import { openUserPool } from './identity/user-pool.ts';
import { writeJsonFile } from './json-file.ts';
import { openCertificateAuthority } from './pki/certificate-authority.ts';
import { startSchedules } from './schedules.ts';
import { type SeedProgress, seededFactories, seedSystem } from './seed/seed-system.ts';
import type { SimulatorManifest } from './simulator/manifest.ts';
import { type SimulatorOptions, startSimulator } from './simulator/simulator.ts';
import { startStore } from './store/store.ts';
import { localAccount, localRegion } from './stream/kinesis-event.ts';
import { openStream } from './stream/stream.ts';
import { lockDataFolder } from './system/data-lock.ts';
import { type DeviceFiles, provideDeviceFiles } from './system/device-certificates.ts';
import { onFreePort } from './system/free-port.ts';
import {
  createAuthorizerHandler,
  createLiveHandler,
  createNounHandlers,
  createWorkHandlers,
  type HandlerContext,
} from './system/handlers.ts';
import { createLocalPorts } from './system/local-ports.ts';
import { buildPortalIfChanged, portalFolder } from './system/portal-build.ts';
import { startTelemetryConsumers } from './system/telemetry-consumers.ts';
import { workSchedules } from './system/work-schedules.ts';

export type SystemOptions = {
  readonly dataDir: string;
  /** Wanted ports; 0, the default, takes free ones. A taken port is moved away from. */
  readonly ports?: { readonly http?: number; readonly mqtt?: number };
  readonly seed: 'full' | 'small' | 'none';
  readonly simulator: boolean | Omit<SimulatorOptions, 'manifest' | 'dataFolder'>;
  /** Whether to build the portal when its sources changed. What is built already is served either way. */
  readonly portal: boolean;
  /** How long `convert-store` gathers a batch, ms. The cloud takes 60 s to save writes; here freshness is free. */
  readonly storeWindowMs?: number;
  /** Whether the clock starts roll-up, watch and reconcile; tests call them by `runNow`. Default true. */
  readonly schedules?: boolean;
  readonly onSeedProgress?: (progress: SeedProgress) => void;
  readonly log: (message: string) => void;
};

export type RunningSystem = Awaited<ReturnType<typeof startSystem>>;

/** The stage of a laptop; topic rules are named after it. */
const stage = 'local';
const rules = ruleNames(stage);
const arnPrefix = `arn:aws:iot:${localRegion}:${localAccount}`;
const host = '127.0.0.1';
const sampleFactory = 'kapkoros';

/** Lambdas write structured lines; only what somebody should look at reaches the terminal. */
const lineLog =
  (log: (message: string) => void) =>
  (line: Readonly<Record<string, unknown>>): void => {
    if (line.level === 'error' || line.level === 'warn') log(JSON.stringify(line));
  };

const sampleOf = (files: readonly DeviceFiles[]) => {
  const sample = files.find(({ factoryId }) => factoryId === sampleFactory) ?? files[0];
  if (sample === undefined) return null;
  const topic = basicIngestTopic(rules.telemetry, sample.factoryId, sample.deviceId, 'tel');
  return { ...sample, topic };
};

const buildPortal = async (log: (message: string) => void): Promise<void> => {
  try {
    await buildPortalIfChanged(() => log('Building the portal …'));
  } catch (error) {
    log(`${String(error)}. The API and the broker run without it.`);
  }
};

/** Tables, folders and accounts: everything that is there before anybody can connect. */
const openData = async (options: SystemOptions, running: AsyncDisposableStack) => {
  const { log } = options;
  const dataDir = resolve(options.dataDir);
  const lock = await lockDataFolder(dataDir);
  running.defer(() => lock.release());
  const [store, authority, registry] = await Promise.all([
    startStore(join(dataDir, 'tables'), log),
    openCertificateAuthority(join(dataDir, 'pki')),
    openCertificateRegistry(join(dataDir, 'things')),
  ]);
  running.defer(() => store.stop());
  const buckets = {
    archive: createFolderObjects(join(dataDir, 'archive')),
    quarantine: createFolderObjects(join(dataDir, 'quarantine')),
    failures: createFolderObjects(join(dataDir, 'failures')),
  };
  const ports = createLocalPorts(store, buckets);
  const userPool = await openUserPool(join(dataDir, 'identity'), ports.memberships);
  return { dataDir, store, authority, registry, buckets, ports, userPool };
};
type Data = Awaited<ReturnType<typeof openData>>;

/** Factories, history and a certificate per seeded device; nothing where the data folder has them already. */
const seed = async (options: SystemOptions, data: Data): Promise<DeviceFiles[]> => {
  if (options.seed === 'none') return [];
  const nowMs = Date.now();
  const devices = seededFactories(options.seed, nowMs).flatMap((factory) => factory.devices);
  const folder = join(data.dataDir, 'devices');
  const files = await provideDeviceFiles(folder, data.authority, data.registry, devices);
  const certificates = new Map(files.map(({ deviceId, certificateId }) => [deviceId, certificateId]));
  await seedSystem(
    { ...data.store, registry: data.ports.registry, watermarks: data.ports.watermarks },
    { nowMs, scale: options.seed, certificateIdOf: (deviceId) => certificates.get(deviceId) ?? null },
    options.onSeedProgress,
  );
  return files;
};

const startIngest = async (
  options: SystemOptions,
  data: Data,
  context: HandlerContext,
  running: AsyncDisposableStack,
) => {
  const { log } = options;
  const work = createWorkHandlers(context);
  const stream = await openStream({
    folder: join(data.dataDir, 'stream'),
    name: 'carbon-track-telemetry',
    report: log,
  });
  running.defer(() => stream.close());
  const server = await data.authority.issueServer();
  const broker = await onFreePort(
    'the MQTT broker',
    options.ports?.mqtt ?? 0,
    (port) =>
      startBroker({
        port,
        tls: {
          keyPem: server.privateKeyPem,
          certificatePem: server.certificatePem,
          caPem: data.authority.caPem,
        },
        registry: data.registry,
        arnPrefix,
        rules,
        actions: {
          telemetry: async (record) => {
            await stream.put(record.deviceId, Buffer.from(JSON.stringify(record)));
          },
          deviceEvent: work.deviceEvent,
        },
        authorizer: createAuthorizerHandler(context),
        now: Date.now,
        log,
      }),
    log,
  );
  const dataPlane = await startDataPlane(broker, log);
  running.defer(() => dataPlane.stop());
  const convertLive = createLiveHandler(context, createIotLivePublisher(dataPlane.client));
  const consumers = await startTelemetryConsumers(
    stream,
    { convertStore: work.convertStore, convertLive },
    data.buckets.failures,
    options.storeWindowMs ?? 10_000,
  );
  // Stopped in the opposite order: nothing new is appended while the running batches end.
  running.defer(async () => {
    await Promise.all([consumers.store.stop(), consumers.live.stop()]);
  });
  running.defer(() => broker.stop());
  return { work, stream, broker, consumers };
};

const startDoors = async (
  options: SystemOptions,
  data: Data,
  context: HandlerContext,
  broker: Broker,
  running: AsyncDisposableStack,
) => {
  const { log } = options;
  const { userPool } = data;
  const identity = createLocalDeviceIdentity(data.authority, data.registry, () => `${host}:${broker.port}`);
  const browsers = acceptBrowsers(broker);
  running.defer(() => browsers.stop());
  const gateway = await onFreePort(
    'the portal',
    options.ports?.http ?? 0,
    (port) =>
      startGateway({
        port,
        api: apiGateway({
          handlers: createNounHandlers(context, identity, rules),
          verifyIdToken: userPool.verifyIdToken,
          now: Date.now,
          log,
        }),
        signIn: cognitoDoor(userPool.api, log),
        portal: portalFiles(portalFolder),
        config: (name) => ({
          stage,
          region: localRegion,
          userPoolId: userPool.userPoolId,
          userPoolClientId: userPool.userPoolClientId,
          userPoolEndpoint: `http://${name}/cognito`,
          apiUrl: '',
          mqttUrl: `ws://${name}/mqtt`,
          seeded: options.seed !== 'none',
        }),
        upgrade: browsers.upgrade,
        log,
      }),
    log,
  );
  running.defer(() => gateway.stop());
  return gateway;
};

const startFleet = async (
  { simulator }: SystemOptions,
  { dataDir }: Data,
  manifest: SimulatorManifest,
  running: AsyncDisposableStack,
) => {
  await writeJsonFile(join(dataDir, 'simulator.json'), manifest);
  if (simulator === false || manifest.devices.length === 0) return null;
  const fleet = startSimulator({
    ...(simulator === true ? {} : simulator),
    manifest,
    dataFolder: dataDir,
  });
  running.defer(() => fleet.stop());
  return fleet;
};

/**
 * The whole system on this machine: the handlers of the cloud behind local doors, all on 127.0.0.1. Data stay in
 * `dataDir` and are found again at the next start. Throws `DataFolderInUseError` when that folder is in use; whatever
 * fails while starting, everything started before is stopped again.
 */
export const startSystem = async (options: SystemOptions) => {
  await using starting = new AsyncDisposableStack();
  const { log } = options;
  const data = await openData(options, starting);
  const [files] = await Promise.all([seed(options, data), options.portal ? buildPortal(log) : undefined]);
  const context: HandlerContext = {
    ports: data.ports,
    arnPrefix,
    verifyIdToken: data.userPool.verifyIdToken,
    now: Date.now,
    log: lineLog(log),
  };
  const { work, stream, broker, consumers } = await startIngest(options, data, context, starting);
  const gateway = await startDoors(options, data, context, broker, starting);
  const planned = options.schedules === false ? [] : workSchedules(work, Date.now());
  const schedules = startSchedules(planned, log);
  starting.defer(() => schedules.stop());

  const mqtt = { host, port: broker.port, caPath: data.authority.caPath };
  const sampleDevice = sampleOf(files);
  const manifest: SimulatorManifest = {
    ...mqtt,
    ruleName: rules.telemetry,
    ...(sampleDevice !== null && { sampleDeviceId: sampleDevice.deviceId }),
    devices: files.map(({ certificateId: _, ...device }) => device),
  };
  const simulator = await startFleet(options, data, manifest, starting);
  const portal = `http://${host}:${gateway.port}`;
  const running = starting.move();
  return {
    urls: {
      portal,
      api: `${portal}/api`,
      docs: `${portal}/api/docs`,
      mqttWeb: `ws://${host}:${gateway.port}/mqtt`,
    },
    mqtt,
    manifest,
    sampleDevice,
    demoLogins: data.userPool.demoLogins,
    /** Signs in as the portal does; answers the ID token. */
    signIn: data.userPool.signIn,
    /** The adapters, for tests and tools. */
    ports: data.ports,
    buckets: data.buckets,
    handlers: work,
    stream,
    consumers,
    simulator,
    runNow: schedules.runNow,
    stop: () => running.disposeAsync(),
  };
};
