import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ProvisionedDevice } from '@carbon-track/contract/device.ts';
import { chimneyNamed, type SimulatedChimney } from '../simulator/chimney-of-device.ts';
import { sensorsOfDevice } from '../simulator/fitted-sensors.ts';
import { commission, isCommissioned, requestOf } from './commission.ts';
import type { FleetDevice } from './fleet.ts';
import type { OperationsApi } from './local-api.ts';
import type { NativeProcess } from './native-process.ts';
import type { Place } from './places.ts';
import { type KnownDevice, keepAnswer, keepRank } from './state-folder.ts';
import { type Periods, wishSettings } from './wish-settings.ts';

export type Bench = {
  readonly process: NativeProcess;
  /** Dialed instead of what the answers say. */
  readonly endpoint?: string | undefined;
};
/** A bench with a system beside it that operations can talk to. */
export type ServedBench = Bench & {
  readonly api: Pick<OperationsApi, 'provision' | 'configuration' | 'configure'>;
  readonly periods: Periods;
};

const chimneyOf = ({ device }: ProvisionedDevice): SimulatedChimney =>
  chimneyNamed(device.chimneyId ?? device.deviceId, device.factoryId);

/** Gives a board its identity unless it has it already. What its answer says is fitted, is fitted. */
const putOnChimney = async (
  { process, endpoint }: Bench,
  index: number,
  answer: ProvisionedDevice,
): Promise<FleetDevice> => {
  const dialed = endpoint === undefined ? answer : { ...answer, endpoint };
  if (!(await isCommissioned(process, index, dialed))) await commission(process, index, dialed);
  const fitted = sensorsOfDevice(answer.configuration);
  return { index, deviceId: answer.clientId, chimney: chimneyOf(answer), fitted };
};

/** Opens a device of an earlier run, with its log. */
export const openKnown = async (bench: Bench, { answer, folder }: KnownDevice): Promise<FleetDevice> => {
  const { index } = await bench.process.add(folder);
  return putOnChimney(bench, index, answer);
};

/** The answer with the settings that are wished of the device now, kept for the next run. */
const settled = async (
  { api, periods }: ServedBench,
  { answer, folder }: KnownDevice,
): Promise<KnownDevice> => {
  const configuration = await wishSettings(api, answer, chimneyOf(answer), periods);
  const known = { answer: { ...answer, configuration }, folder };
  await keepAnswer(folder, known.answer);
  return known;
};

/** Opens a device of an earlier run against the system that knows it. */
export const openServed = async (bench: ServedBench, known: KnownDevice): Promise<FleetDevice> =>
  openKnown(bench, await settled(bench, known));

/** Makes a board with a key of its own, provisions it as operations do, and puts it on its chimney. */
export const provisionNew = async (bench: ServedBench, root: string, place: Place): Promise<FleetDevice> => {
  // An id stands for one board for ever, and a log that starts anew is another board.
  const deviceId = `ct-${place.chimneyId.slice(0, 36)}-${randomBytes(3).toString('hex')}`;
  const folder = join(root, deviceId);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const { index } = await bench.process.add(folder);
  const { csrPem } = await requestOf(bench.process, index, deviceId);
  const answer = await bench.api.provision({ ...place, deviceId, kind: 'mcu', csrPem });
  await keepRank(folder, place.priority);
  const known = await settled(bench, { answer, folder });
  return putOnChimney(bench, index, known.answer);
};
