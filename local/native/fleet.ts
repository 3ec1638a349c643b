import type { SimulatedChimney } from '../simulator/chimney-of-device.ts';
import type { FittedSensors } from '../simulator/fitted-sensors.ts';
import { stackGasAt } from '../simulator/plant-model.ts';
import { sensorReadings } from '../simulator/sensor-readings.ts';
import { feedLine, fitLine, type ShownReadings, shown } from './feed-line.ts';
import {
  boardCommands,
  type NativeFault,
  type NativeFaultKind,
  nativeFaultsAt,
  withSensorFaults,
} from './native-faults.ts';
import type { NativeProcess } from './native-process.ts';

const feedEveryMs = 1_000;

export type FleetDevice = {
  /** Its number in the native process. */
  readonly index: number;
  readonly deviceId: string;
  readonly chimney: SimulatedChimney;
  readonly fitted: FittedSensors;
};

/** What the device's sensors show at an instant. */
export const shownAt = (
  { chimney: { plant, configuration, defect }, fitted }: Pick<FleetDevice, 'chimney' | 'fitted'>,
  atMs: number,
): ShownReadings =>
  shown(sensorReadings(plant.chimneyId, configuration, stackGasAt(plant, atMs), atMs, defect, fitted));

/**
 * Lets the one plant model live for native devices: fits their sensors, tells them every second what these show, and
 * plays the fault script. Answers a function that ends it.
 */
export const feedFleet = (
  process: NativeProcess,
  devices: readonly FleetDevice[],
  faults: readonly NativeFault[] = [],
): (() => void) => {
  const startedAtMs = Date.now();
  const state = new Map<number, { faults: ReadonlySet<NativeFaultKind>; readings: ShownReadings }>();
  const linesFor = (device: FleetDevice, nowMs: number): string[] => {
    const { index, deviceId, fitted } = device;
    const active = nativeFaultsAt(faults, deviceId, nowMs - startedAtMs);
    const before = state.get(index);
    const fresh = shownAt(device, nowMs);
    const readings = withSensorFaults(fresh, active, before?.readings ?? fresh, fitted.co2FullScalePpm);
    state.set(index, { faults: active, readings });
    return [feedLine(index, readings), ...boardCommands(index, before?.faults ?? new Set(), active)];
  };
  const feed = (): void => process.send(devices.flatMap((device) => linesFor(device, Date.now())));
  process.send(devices.map(({ index, fitted }) => fitLine(index, fitted)));
  feed();
  const timer = setInterval(feed, feedEveryMs);
  return () => clearInterval(timer);
};
