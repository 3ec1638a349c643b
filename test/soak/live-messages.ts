import type { TelemetryRow } from '@carbon-track/contract/telemetry.ts';
import type { Reading } from '../../lambdas/domain/reading.ts';
import { type SeededChimney, seededReading } from '../../local/seed/seeded-reading.ts';
import { samplingPhaseMs } from '../../local/simulator/sampling-phase.ts';
import { telemetryPayload } from '../../local/simulator/telemetry-payload.ts';
import type { MessageDraft } from './message.ts';

const stepMs = 5_000;

export const rowOf = (reading: Reading): TelemetryRow => [
  reading.seq,
  reading.takenAtMs,
  reading.timeQuality,
  reading.co2Ppm,
  reading.co2Code,
  reading.gasTemperatureDeciC,
  reading.gasTemperatureCode,
  reading.velocityMmPerS,
  reading.velocityCode,
  reading.pressureDifferenceCentiPa,
  reading.barometerDaPa,
  reading.cellTemperatureDeciC,
  reading.batteryMv,
];

export const payloadOf = (readings: readonly Reading[], samplePeriodS = 5, epoch = 1): string =>
  telemetryPayload(
    {
      firmware: 'soak-1',
      configurationRevision: 1,
      samplePeriodS,
      epoch,
      boot: 1,
      rssiDbm: -70,
    },
    readings.map(rowOf),
  );

/** What one device samples in `[fromMs, toMs)`, in order; now and then an uncertain clock or a bad channel. */
export const sampledReadings = (
  chimney: SeededChimney,
  deviceId: string,
  period: { fromMs: number; toMs: number },
  random: () => number,
): Reading[] => {
  const phaseMs = samplingPhaseMs(deviceId);
  const first = Math.ceil((period.fromMs - phaseMs) / stepMs) * stepMs + phaseMs;
  const readings: Reading[] = [];
  for (let takenAtMs = first; takenAtMs < period.toMs; takenAtMs += stepMs) {
    const jitteredMs = takenAtMs + Math.floor(40 * random());
    const reading: Reading = {
      ...seededReading(chimney, jitteredMs, jitteredMs),
      deviceId,
      epoch: 1,
      seq: (takenAtMs - phaseMs) / stepMs,
      origin: 'measured',
    };
    const luck = random();
    if (luck < 0.004) readings.push({ ...reading, timeQuality: 1 });
    else if (luck < 0.008) readings.push({ ...reading, co2Ppm: null, co2Code: 5 });
    // A sample that never was: gaps of one or more steps.
    else if (luck >= 0.012) readings.push(reading);
  }
  return readings;
};

/** Cuts a device's readings into messages of 1 to 12 rows; some wait minutes or hours and come as a backlog of 60. */
export const deliveries = (
  readings: readonly Reading[],
  sender: { factoryId: string; deviceId: string },
  longestOutageMs: number,
  random: () => number,
): MessageDraft[] => {
  const drafts: MessageDraft[] = [];
  const draft = (rows: readonly Reading[], sentAtMs: number): void => {
    drafts.push({
      ...sender,
      clientId: sender.deviceId,
      sentAtMs,
      payloadBase64: Buffer.from(payloadOf(rows)).toString('base64'),
      readings: rows,
      quarantined: [],
      afterAcknowledged: false,
    });
  };
  for (let index = 0; index < readings.length; ) {
    const outage = random() < 0.02;
    const rows = readings.slice(index, index + (outage ? 60 : 1 + Math.floor(12 * random())));
    const lastMs = rows.at(-1)?.takenAtMs ?? 0;
    const delayMs = outage ? 60_000 + longestOutageMs * random() ** 3 : 6_000 * random();
    draft(rows, Math.ceil(lastMs + delayMs));
    // At-least-once: the same message once more, sometimes much later.
    if (random() < 0.06) draft(rows, Math.ceil(lastMs + delayMs + 600_000 * random() ** 2));
    index += rows.length;
  }
  return drafts;
};
