import type { Origin } from '@carbon-track/contract/emissions.ts';
import type { TelemetryMessage, TelemetryRow } from '@carbon-track/contract/telemetry.ts';
import type { Reading } from './reading.ts';

/** What every row of one message has in common. */
export type RowHeader = Pick<Reading, 'deviceId' | 'epoch' | 'samplePeriodS' | 'origin'>;

/** Names the 13 columns of a row. Nothing is converted: integers keep the unit of the wire, null stays null. */
export const readingOfRow = (row: TelemetryRow, header: RowHeader): Reading => ({
  deviceId: header.deviceId,
  epoch: header.epoch,
  seq: row[0],
  takenAtMs: row[1],
  timeQuality: row[2],
  samplePeriodS: header.samplePeriodS,
  origin: header.origin,
  co2Ppm: row[3],
  co2Code: row[4],
  gasTemperatureDeciC: row[5],
  gasTemperatureCode: row[6],
  velocityMmPerS: row[7],
  velocityCode: row[8],
  pressureDifferenceCentiPa: row[9],
  barometerDaPa: row[10],
  cellTemperatureDeciC: row[11],
  batteryMv: row[12],
});

/** The readings of one message in its own order. The device id comes from certificate and topic. */
export const readingsOfMessage = (message: TelemetryMessage, deviceId: string, origin: Origin): Reading[] => {
  const header = { deviceId, epoch: message.ep, samplePeriodS: message.sp, origin };
  return message.r.map((row) => readingOfRow(row, header));
};
