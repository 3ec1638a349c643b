import * as z from 'zod';
import { seedOf, uniformAt } from './seeded-random.ts';

/** When a fault is there: from a second on, for so long, once or again and again. */
export const faultTimes = {
  fromS: z.number().min(0),
  forS: z.number().positive(),
  everyS: z.number().positive().nullable().default(null),
};
type FaultTimes = z.output<z.ZodObject<typeof faultTimes>>;

/**
 * What goes wrong with a device, and when, counted from the simulator's start:
 * `outage` no connection, sampling goes on and the backlog is replayed; `duplicates` acknowledged messages are sent
 * once more; `clock_ahead` stamps 10 min early; `persisted_clock` a clock from before the last boot, 20 s late, time
 * quality 1; `unplaced` no clock at all, stamps count from the boot.
 */
const faultSchema = z.object({
  deviceId: z.string(),
  kind: z.enum(['outage', 'duplicates', 'clock_ahead', 'persisted_clock', 'unplaced']),
  ...faultTimes,
});
export const faultScriptSchema = z.array(faultSchema);
export type Fault = z.infer<typeof faultSchema>;
export type FaultKind = Fault['kind'];

export const isActive = (fault: FaultTimes, elapsedS: number): boolean => {
  if (elapsedS < fault.fromS) return false;
  const sinceStart = elapsedS - fault.fromS;
  return (fault.everyS === null ? sinceStart : sinceStart % fault.everyS) < fault.forS;
};

/** The faults a device has at an instant. */
export const faultsAt = (
  script: readonly Fault[],
  deviceId: string,
  elapsedMs: number,
): ReadonlySet<FaultKind> =>
  new Set(
    script
      .filter((fault) => fault.deviceId === deviceId && isActive(fault, elapsedMs / 1_000))
      .map((fault) => fault.kind),
  );

/** Of twenty devices about one loses its connection now and then; a few have the rarer faults, one device each. */
export const defaultFaults = (deviceIds: readonly string[]): Fault[] => {
  const outages = deviceIds
    .filter((deviceId) => uniformAt(seedOf(`${deviceId}/outage`), 0) < 0.05)
    .map((deviceId): Fault => {
      const seed = seedOf(`${deviceId}/outage`);
      return {
        deviceId,
        kind: 'outage',
        fromS: Math.round(300 + 1_500 * uniformAt(seed, 1)),
        forS: Math.round(120 + 480 * uniformAt(seed, 2)),
        everyS: Math.round(3_600 + 3_600 * uniformAt(seed, 3)),
      };
    });
  const rare: readonly [FaultKind, number, number, number | null][] = [
    ['duplicates', 60, 600, 3_600],
    ['clock_ahead', 900, 60, 7_200],
    ['persisted_clock', 0, 90, null],
    ['unplaced', 0, 20, null],
  ];
  const rareFaults = rare.flatMap(([kind, fromS, forS, everyS], index) => {
    const deviceId = deviceIds[Math.floor(((index + 0.5) * deviceIds.length) / rare.length)];
    return deviceId === undefined ? [] : [{ deviceId, kind, fromS, forS, everyS }];
  });
  return deviceIds.length < 20 ? [] : [...outages, ...rareFaults];
};
