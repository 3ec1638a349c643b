// `npm run firmware:sim`: the firmware as native devices on this machine, until Ctrl-C.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CannotStartError } from '../cannot-start.ts';
import { OptionError } from '../options.ts';
import { readManifest } from '../simulator/manifest.ts';
import { buildSimulator } from './build-simulator.ts';
import { type FleetDevice, feedFleet } from './fleet.ts';
import { keptRankNotes } from './kept-ranks.ts';
import { openOperationsApi } from './local-api.ts';
import { defaultNativeFaults, type NativeFault, nativeFaultScriptSchema } from './native-faults.ts';
import { type FleetCounts, type NativeProcess, startNativeProcess } from './native-process.ts';
import { readSimulatorOptions, type SimulatorOptions, usage } from './options.ts';
import { placesFor } from './places.ts';
import { openKnown, openServed, provisionNew } from './prepare-devices.ts';
import { provisionedDevices } from './provisioned-folder.ts';
import { type KnownDevice, knownDevices } from './state-folder.ts';

const defaultCount = 20;
const sampleFactory = 'kapkoros';
const reportEveryMs = 5_000;

const fromElsewhere = async (
  process: NativeProcess,
  folder: string,
  options: SimulatorOptions,
): Promise<FleetDevice[]> => {
  const devices: FleetDevice[] = [];
  for (const known of (await provisionedDevices(folder)).slice(0, options.devices)) {
    devices.push(await openKnown({ process, endpoint: options.endpoint }, known));
  }
  return devices;
};

/** Devices of the system that `npm start` runs: those of earlier runs first, then new ones. */
const fromLocalSystem = async (process: NativeProcess, options: SimulatorOptions): Promise<FleetDevice[]> => {
  const { dataDir, devices: count = defaultCount, factory, priority } = options;
  const manifest = readManifest(join(dataDir, 'simulator.json'));
  const api = await openOperationsApi(manifest.portalUrl ?? 'http://127.0.0.1:8080', dataDir);
  const first = factory ?? sampleFactory;
  const factoryIds = (await api.factoryIds()).toSorted((a, b) => Number(b === first) - Number(a === first));
  if (factory !== undefined && factoryIds[0] !== factory)
    throw new CannotStartError(`There is no factory ${factory}.`);
  const factories = await Promise.all(factoryIds.map((factoryId) => api.factory(factoryId)));
  const root = join(dataDir, 'native-devices');
  const place = ({ answer }: KnownDevice): number => factoryIds.indexOf(answer.device.factoryId);
  const known = (await knownDevices(root)).toSorted((a, b) => place(a) - place(b)).slice(0, count);
  const bench = {
    process,
    api,
    endpoint: options.endpoint ?? `${manifest.host}:${manifest.port}`,
    periods: { samplePeriodS: options.period, reportEveryS: Math.max(options.report, options.period) },
  };
  const devices: FleetDevice[] = [];
  for (const device of known) devices.push(await openServed(bench, device));
  const taken = known.map(({ answer }) => answer.device.chimneyId);
  const rank = priority ?? (manifest.simulates === false ? 0 : 1);
  const places = placesFor(count, factories, rank);
  for (const note of keptRankNotes(known, places, rank, root)) console.log(note);
  for (const place of places) {
    const at = taken.indexOf(place.chimneyId);
    if (at >= 0) taken.splice(at, 1);
    else if (devices.length < count) devices.push(await provisionNew(bench, root, place));
  }
  return devices;
};

const faultsOf = async (
  { faults }: SimulatorOptions,
  devices: readonly FleetDevice[],
): Promise<NativeFault[]> => {
  if (faults === 'off') return [];
  if (faults === 'on') return defaultNativeFaults(devices.map(({ deviceId }) => deviceId));
  return nativeFaultScriptSchema.parse(JSON.parse(await readFile(faults, 'utf8')));
};

const line = (counts: FleetCounts, withUsage: boolean, elapsedMs: number): string => {
  const { devices, connected, produced, refused, pending, losses, memoryKb, processorMs } = counts;
  const usage = `, ${(memoryKb / 1_024).toFixed(1)} MB (${Math.round(memoryKb / Math.max(1, devices))} kB a device), ${((100 * processorMs) / elapsedMs).toFixed(1)} % of a processor`;
  return `${connected} of ${devices} connected, ${produced} readings, ${refused} refused, ${pending} records on their way, ${losses} connections lost${withUsage ? usage : ''}`;
};

const untilStopped = (ended: Promise<void>): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
    void ended.then(resolve);
  });

const run = async (options: SimulatorOptions): Promise<void> => {
  const executable = await buildSimulator((message) => console.log(message));
  const native = await startNativeProcess({ executable, log: (message) => console.error(message) });
  const startedAtMs = Date.now();
  try {
    const devices =
      options.provisioned === undefined
        ? await fromLocalSystem(native, options)
        : await fromElsewhere(native, options.provisioned, options);
    const stopFeeding = feedFleet(native, devices, await faultsOf(options, devices));
    console.log(`${devices.length} native devices run, ${devices[0]?.deviceId} first. Ctrl-C stops them.`);
    const report = async (): Promise<void> =>
      console.log(line(await native.counts(), options.stats, Date.now() - startedAtMs));
    const timer = setInterval(() => report().catch(() => undefined), reportEveryMs);
    await untilStopped(native.ended);
    clearInterval(timer);
    stopFeeding();
  } finally {
    await native.stop();
  }
};

/** Expected refusals are one sentence; anything else shows where it came from. */
const explain = (error: unknown): unknown =>
  error instanceof CannotStartError || error instanceof OptionError ? error.message : error;

try {
  const options = readSimulatorOptions(process.argv.slice(2), process.env);
  if (options === 'help') console.log(usage);
  else await run(options);
} catch (error) {
  console.error(explain(error));
  process.exitCode = 1;
}
