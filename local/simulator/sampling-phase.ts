import { seedOf, uniformAt } from './seeded-random.ts';

export const samplePeriodMs = 5_000;

/** Milliseconds into each 5 s at which a device samples: devices are never in step. */
export const samplingPhaseMs = (deviceId: string): number =>
  Math.floor(samplePeriodMs * uniformAt(seedOf(`${deviceId}/phase`), 0));
