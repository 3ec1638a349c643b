import * as z from 'zod';
import { faultTimes, isActive } from '../simulator/fault-script.ts';
import { seedOf, uniformAt } from '../simulator/seeded-random.ts';
import type { ShownReadings } from './feed-line.ts';

const sensorFaults = [
  'co2_unplugged',
  'gas_unplugged',
  'flow_unplugged',
  'damaged_bytes',
  'saturated',
  'stuck',
] as const;
const boardFaults = ['outage', 'connection_loss', 'power_cut', 'no_clock'] as const;

/**
 * What goes wrong with a native device, and when, counted from the start of the fleet. `outage`: the network swallows
 * everything; `connection_loss` and `power_cut` happen at the beginning of their time; `no_clock`: a board that starts
 * meanwhile is told no time.
 */
const nativeFaultSchema = z.object({
  deviceId: z.string().describe('`*` for every device'),
  kind: z.enum([...sensorFaults, ...boardFaults]),
  ...faultTimes,
});
export const nativeFaultScriptSchema = z.array(nativeFaultSchema);
export type NativeFault = z.infer<typeof nativeFaultSchema>;
export type NativeFaultKind = NativeFault['kind'];

/** The faults a device has at an instant. */
export const nativeFaultsAt = (
  script: readonly NativeFault[],
  deviceId: string,
  elapsedMs: number,
): ReadonlySet<NativeFaultKind> =>
  new Set(
    script
      .filter((fault) => fault.deviceId === '*' || fault.deviceId === deviceId)
      .filter((fault) => isActive(fault, elapsedMs / 1_000))
      .map(({ kind }) => kind),
  );

/** Commands for what changed at a board since the last look. */
export const boardCommands = (
  index: number,
  before: ReadonlySet<NativeFaultKind>,
  now: ReadonlySet<NativeFaultKind>,
): string[] => {
  const begins = (kind: NativeFaultKind): boolean => now.has(kind) && !before.has(kind);
  const ends = (kind: NativeFaultKind): boolean => before.has(kind) && !now.has(kind);
  return [
    ...(begins('no_clock') ? [`clock ${index} off`] : []),
    ...(ends('no_clock') ? [`clock ${index} on`] : []),
    ...(begins('outage') ? [`blackhole ${index} on`] : []),
    ...(ends('outage') ? [`blackhole ${index} off`] : []),
    ...(begins('connection_loss') ? [`kill ${index}`] : []),
    ...(begins('power_cut') ? [`power-cut ${index}`] : []),
  ];
};

/** What the sensors show with their faults; `last` is what they showed before. */
export const withSensorFaults = (
  readings: ShownReadings,
  faults: ReadonlySet<NativeFaultKind>,
  last: ShownReadings,
  co2FullScalePpm: number,
): ShownReadings => {
  const standing = faults.has('stuck') ? last : readings;
  return {
    ...standing,
    ...(faults.has('saturated') && { co2Ppm: co2FullScalePpm }),
    ...(faults.has('damaged_bytes') && { co2Ppm: 'damaged', gasQuarterC: 'damaged' }),
    ...(faults.has('co2_unplugged') && { co2Ppm: 'absent' }),
    ...(faults.has('gas_unplugged') && { gasQuarterC: 'absent' }),
    ...(faults.has('flow_unplugged') && { velocityMmPerS: 'absent', differenceCounts: 'absent' }),
  };
};

/** Now and then a connection breaks, seldom a supply or a plug; each fault has a device of its own where there are enough. */
export const defaultNativeFaults = (deviceIds: readonly string[]): NativeFault[] => {
  const losses = deviceIds.map((deviceId): NativeFault => {
    const seed = seedOf(`${deviceId}/loss`);
    const [fromS, everyS] = [120 + 600 * uniformAt(seed, 0), 600 + 600 * uniformAt(seed, 1)];
    return { deviceId, kind: 'connection_loss', fromS, forS: 5, everyS };
  });
  const rare: readonly [NativeFaultKind, number, number, number][] = [
    ['outage', 180, 120, 900],
    ['power_cut', 240, 5, 900],
    ['co2_unplugged', 300, 90, 1_200],
    ['damaged_bytes', 360, 30, 1_200],
    ['saturated', 420, 60, 1_200],
  ];
  const rareFaults = rare.flatMap(([kind, fromS, forS, everyS], index) => {
    const deviceId = deviceIds[Math.floor(((index + 0.5) * deviceIds.length) / rare.length)];
    return deviceId === undefined ? [] : [{ deviceId, kind, fromS, forS, everyS }];
  });
  return deviceIds.length < rare.length ? losses : [...losses, ...rareFaults];
};
