import type { KinesisStreamEvent, KinesisStreamRecord } from 'aws-lambda';
import { benchDeviceId, benchFactoryIdOf } from './bench-plant.ts';

export type Packing = {
  readonly readingsPerMessage: number;
  readonly devices: number;
  /** The stream's batching window; messages of one batch arrived within it. */
  readonly windowS: number;
  /** A device that packs its minute sends the readings of one UTC minute together; else messages lie as they come. */
  readonly packsMinutes?: boolean;
};

const samplePeriodMs = 5_000;

const rowOf = (seq: number, takenAtMs: number) => [
  seq,
  takenAtMs,
  3,
  90_000 + (seq % 977),
  0,
  1_800 + (seq % 91),
  0,
  6_000 + (seq % 613),
  0,
  null,
  8_012,
  312,
  12_650,
];

const recordOf = (
  deviceId: string,
  index: number,
  rows: number[][] | (number | null)[][],
  receivedAtMs: number,
) => {
  const message = { v: 1, fw: '1.4.2', cfg: 7, sp: 5, ep: 1, boot: 12, rssi: -67, r: rows };
  const payload = Buffer.from(JSON.stringify(message)).toString('base64');
  const record = {
    payload,
    factoryId: benchFactoryIdOf(deviceId),
    deviceId,
    clientId: deviceId,
    receivedAtMs,
  };
  const sequenceNumber = `49${String(index).padStart(54, '0')}`;
  return {
    kinesis: {
      kinesisSchemaVersion: '1.0',
      partitionKey: deviceId,
      sequenceNumber,
      data: Buffer.from(JSON.stringify(record)).toString('base64'),
      approximateArrivalTimestamp: receivedAtMs / 1_000,
    },
    eventSource: 'aws:kinesis',
    eventVersion: '1.0',
    eventID: `shardId-000000000000:${sequenceNumber}`,
    eventName: 'aws:kinesis:record',
    invokeIdentityArn: 'arn:aws:iam::123456789012:role/convert-store',
    awsRegion: 'eu-west-1',
    eventSourceARN: 'arn:aws:kinesis:eu-west-1:123456789012:stream/telemetry',
  } satisfies KinesisStreamRecord;
};

/** The golden ratio spreads phases evenly without a random source, so that every run sends the same bytes. */
const phaseOf = (device: number, spanMs: number): number =>
  Math.floor(((device * 0.618_033_988_75) % 1) * spanMs);

/**
 * One batch as the stream collects it in a window that ends at `endMs`: each device samples every 5 s with a phase of
 * its own and sends when a message is full, so windows and messages lie across minutes as they come.
 */
export const telemetryWindow = (
  { readingsPerMessage, devices, windowS, packsMinutes = false }: Packing,
  endMs: number,
): { event: KinesisStreamEvent; readings: number } => {
  const startMs = endMs - windowS * 1_000;
  const messageMs = readingsPerMessage * samplePeriodMs;
  const sent: { atMs: number; deviceId: string; rows: (number | null)[][] }[] = [];
  for (let device = 0; device < devices; device += 1) {
    const phaseMs = phaseOf(device, packsMinutes ? samplePeriodMs : messageMs);
    // Messages end on a grid of their own length; that of a packed minute is the clock's.
    const grid = (startMs - phaseMs) / messageMs;
    const firstMs = Math.ceil(grid) * messageMs + phaseMs - (packsMinutes ? samplePeriodMs : 0);
    for (let atMs = firstMs; atMs < endMs; atMs += messageMs) {
      const rows = Array.from({ length: readingsPerMessage }, (_, index) => {
        const takenAtMs = atMs - (readingsPerMessage - 1 - index) * samplePeriodMs;
        return rowOf(Math.floor(takenAtMs / samplePeriodMs) % 4_000_000_000, takenAtMs);
      });
      sent.push({ atMs, deviceId: benchDeviceId(device), rows });
    }
  }
  const records = sent
    .sort((a, b) => a.atMs - b.atMs)
    .map(({ atMs, deviceId, rows }, index) => recordOf(deviceId, index, rows, atMs + 40));
  return { event: { Records: records }, readings: records.length * readingsPerMessage };
};
