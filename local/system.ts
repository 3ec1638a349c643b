import { join } from 'node:path';
import { writeJsonFile } from './json-file.ts';
import { startSchedules } from './schedules.ts';
import type { SimulatorManifest } from './simulator/manifest.ts';
import { startSimulator } from './simulator/simulator.ts';
import { arnPrefix, loopback, rules } from './system/constants.ts';
import type { HandlerContext } from './system/handlers.ts';
import { type Data, openData } from './system/open-data.ts';
import { buildPortalIfChanged } from './system/portal-build.ts';
import { sampleOf, seedNetwork } from './system/seed-network.ts';
import { startDoors } from './system/start-doors.ts';
import { startIngest } from './system/start-ingest.ts';
import type { SystemOptions } from './system/system-options.ts';
import { workSchedules } from './system/work-schedules.ts';

export type { SystemOptions } from './system/system-options.ts';
export type RunningSystem = Awaited<ReturnType<typeof startSystem>>;

/** Lambdas write structured lines; only what somebody should look at reaches the terminal. */
const lineLog =
  (log: (message: string) => void) =>
  (line: Readonly<Record<string, unknown>>): void => {
    if (line.level === 'error' || line.level === 'warn') log(JSON.stringify(line));
  };

const buildPortal = async (log: (message: string) => void): Promise<void> => {
  try {
    await buildPortalIfChanged(() => log('Building the portal …'));
  } catch (error) {
    log(`${String(error)}. The API and the broker run without it.`);
  }
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
 * `dataDir` and are found again at the next start. Throws `CannotStartError` for what a person can mend; whatever
 * fails while starting, everything started before is stopped again.
 */
export const startSystem = async (options: SystemOptions) => {
  await using starting = new AsyncDisposableStack();
  const { log } = options;
  const data = await openData(options, starting);
  const [files] = await data.store.whileItRuns(
    Promise.all([seedNetwork(options, data), options.portal ? buildPortal(log) : undefined]),
  );
  const context: HandlerContext = {
    ports: data.ports,
    arnPrefix,
    verifyIdToken: data.userPool.verifyIdToken,
    now: Date.now,
    log: lineLog(log),
  };
  const { work, stream, broker, shadow, consumers } = await startIngest(options, data, context, starting);
  const gateway = await startDoors(options, data, context, broker, shadow, starting);
  const planned = options.schedules === false ? [] : workSchedules(work, Date.now());
  const schedules = startSchedules(planned, log);
  starting.defer(() => schedules.stop());

  const mqtt = { host: loopback, port: broker.port, caPath: data.authority.caPath };
  const portal = `http://${loopback}:${gateway.port}`;
  const sampleDevice = sampleOf(files);
  const manifest: SimulatorManifest = {
    ...mqtt,
    ruleName: rules.telemetry,
    portalUrl: portal,
    simulates: options.simulator !== false,
    ...(sampleDevice !== null && { sampleDeviceId: sampleDevice.deviceId }),
    devices: files.map(({ certificateId: _, ...device }) => device),
  };
  const simulator = await startFleet(options, data, manifest, starting);
  const running = starting.move();
  return {
    urls: {
      portal,
      api: `${portal}/api`,
      docs: `${portal}/api/docs`,
      mqttWeb: `ws://${loopback}:${gateway.port}/mqtt`,
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
