import type { ChimneyConfiguration } from '@carbon-track/contract/chimney.ts';
import type { Reading } from '../../lambdas/domain/reading.ts';
import { readingOfRow } from '../../lambdas/domain/readings-of-message.ts';
import { dayNumber } from '../simulator/firing-shift.ts';
import { stackGasAt } from '../simulator/plant-model.ts';
import { sampleOf } from '../simulator/sensor-model.ts';
import { telemetryRow } from '../simulator/telemetry-payload.ts';
import type { ChimneyDesign } from './chimney-design.ts';
import { unpluggedChimneys, unpluggedForDays } from './special-chimneys.ts';

export const seededSamplePeriodS = 5;
/** Simulated devices use epoch 1 and up, so invented readings never share an identity with theirs. */
const seededEpoch = 0;

export type SeededChimney = { readonly design: ChimneyDesign; readonly configuration: ChimneyConfiguration };

/** The reading a chimney's device would have taken at an instant, marked `seeded`. */
export const seededReading = (
  { design, configuration }: SeededChimney,
  takenAtMs: number,
  nowMs: number,
): Reading => {
  const unplugged =
    unpluggedChimneys.has(design.chimneyId) && dayNumber(nowMs) - dayNumber(takenAtMs) < unpluggedForDays;
  const sample = sampleOf(
    design.chimneyId,
    configuration,
    stackGasAt(design.plant, takenAtMs),
    takenAtMs,
    unplugged ? 'co2_unplugged' : 'none',
  );
  // Counted from 1970 in sample periods: unique, rising, and within 32 bits until the year 2650.
  const seq = Math.floor(takenAtMs / (seededSamplePeriodS * 1_000));
  return readingOfRow(telemetryRow({ ...sample, seq, takenAtMs, timeQuality: 3 }), {
    deviceId: design.deviceId,
    epoch: seededEpoch,
    samplePeriodS: seededSamplePeriodS,
    origin: 'seeded',
  });
};
