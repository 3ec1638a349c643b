import type { MinuteWrite } from '../../lambdas/adapters/ports/minute-store.ts';
import { minuteMs } from '../../lambdas/domain/nairobi.ts';
import { samplingPhaseMs } from '../simulator/sampling-phase.ts';
import { type SeededChimney, seededReading, seededSamplePeriodS } from './seeded-reading.ts';

const stepMs = seededSamplePeriodS * 1_000;

/** Raw seeded minutes of one device in `[fromMs, toMs)`, with its own phase, packed like any measured minute. */
export const seededMinutes = (
  chimney: SeededChimney,
  period: { fromMs: number; toMs: number; nowMs: number },
): MinuteWrite[] => {
  const { deviceId } = chimney.design;
  const phaseMs = samplingPhaseMs(deviceId);
  const count = Math.ceil((period.toMs - period.fromMs) / minuteMs);
  return Array.from({ length: count }, (_, index): MinuteWrite => {
    const minuteStartMs = period.fromMs + index * minuteMs;
    const readings = Array.from(
      { length: minuteMs / stepMs },
      (_slot, step) => minuteStartMs + phaseMs + step * stepMs,
    )
      .filter((takenAtMs) => takenAtMs < period.toMs)
      .map((takenAtMs) => seededReading(chimney, takenAtMs, period.nowMs));
    return {
      deviceId,
      minuteMs: minuteStartMs,
      readings,
      health: {
        receivedAtMs: Math.min(minuteStartMs + minuteMs, period.toMs),
        firmware: 'seed',
        configurationRevision: 1,
        boot: 1,
        rssiDbm: -68,
      },
    };
  }).filter(({ readings }) => readings.length > 0);
};
