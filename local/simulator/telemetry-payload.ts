import type { TelemetryMessage, TelemetryRow } from '@carbon-track/contract/telemetry.ts';

/** What a device's sensors gave at one instant, in the integers of the wire. Null is missing, never 0. */
export type Sample = {
  readonly co2Ppm: number | null;
  readonly co2Code: number;
  readonly gasDeciC: number | null;
  readonly gasCode: number;
  readonly velocityMmPerS: number | null;
  readonly velocityCode: number;
  readonly pressureDifferenceCentiPa: number | null;
  readonly barometerDaPa: number | null;
  readonly cellDeciC: number | null;
  readonly batteryMv: number | null;
};

/** A sample with its identity and its one time stamp: what the device's log holds. */
export type LoggedSample = Sample & {
  readonly seq: number;
  readonly takenAtMs: number;
  readonly timeQuality: number;
};

export type TelemetryHeader = {
  readonly firmware: string;
  readonly configurationRevision: number;
  readonly samplePeriodS: number;
  readonly epoch: number;
  readonly boot: number;
  readonly rssiDbm: number | null;
};

/** The 13 columns of the contract, in order. */
export const telemetryRow = (sample: LoggedSample): TelemetryRow => [
  sample.seq,
  sample.takenAtMs,
  sample.timeQuality,
  sample.co2Ppm,
  sample.co2Code,
  sample.gasDeciC,
  sample.gasCode,
  sample.velocityMmPerS,
  sample.velocityCode,
  sample.pressureDifferenceCentiPa,
  sample.barometerDaPa,
  sample.cellDeciC,
  sample.batteryMv,
];

/** One MQTT message as the firmware sends it, 1 to 60 rows; live and backlog have this one shape. */
export const telemetryMessage = (
  header: TelemetryHeader,
  rows: readonly TelemetryRow[],
): TelemetryMessage => ({
  v: 1,
  fw: header.firmware,
  cfg: header.configurationRevision,
  sp: header.samplePeriodS,
  ep: header.epoch,
  boot: header.boot,
  rssi: header.rssiDbm,
  r: [...rows],
});

export const telemetryPayload = (header: TelemetryHeader, rows: readonly TelemetryRow[]): string =>
  JSON.stringify(telemetryMessage(header, rows));
