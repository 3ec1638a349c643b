import type { Device } from '@carbon-track/contract/device.ts';
import type { KinesisStreamEvent, KinesisStreamRecord } from 'aws-lambda';
import type { FactoryRecord } from '../lambdas/adapters/ports/registry.ts';
import { benchConfiguration } from './bench-configuration.ts';

export type Packing = {
  readonly readingsPerMessage: number;
  readonly devices: number;
  /** The stream's batching window; messages of one batch arrived within it. */
  readonly windowS: number;
};

const samplePeriodMs = 5_000;
const factoryId = 'bench';
const deviceIdOf = (index: number): string => `ct-bench-${index}`;

export const benchDevice = (deviceId: string): Device => ({
  deviceId,
  factoryId,
  chimneyId: 'bench-1',
  kind: 'mcu',
  status: 'active',
  provisionedAtMs: 0,
  revokedAtMs: null,
  certificateId: null,
});

/** One factory whose two chimneys are measured by two devices; the others are registered and measure nothing dated. */
export const benchFactory: FactoryRecord = {
  factory: {
    factoryId,
    name: 'Bench',
    location: 'nowhere',
    county: 'none',
    region: 'East of Rift',
    latitudeDeg: 0,
    longitudeDeg: 0,
    altitudeM: 2_000,
    approximate: true,
    size: 'medium',
    mainFuel: 'firewood',
    chimneyCount: 1,
  },
  chimneys: [{ chimneyId: 'bench-1', name: 'Boiler 1', inUse: true }],
  units: [],
  configurations: [
    { chimneyId: 'bench-1', fromMs: 0, toMs: null, revision: 1, configuration: benchConfiguration },
  ],
  assignments: [0, 1, 2].map((index) => ({
    deviceId: deviceIdOf(index),
    chimneyId: 'bench-1',
    fromMs: 0,
    toMs: null,
    priority: index,
  })),
  invalidations: [],
  declaredOff: [],
};

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
  const record = { payload, factoryId, deviceId, clientId: deviceId, receivedAtMs };
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
  { readingsPerMessage, devices, windowS }: Packing,
  endMs: number,
): { event: KinesisStreamEvent; readings: number } => {
  const startMs = endMs - windowS * 1_000;
  const messageMs = readingsPerMessage * samplePeriodMs;
  const sent: { atMs: number; deviceId: string; rows: (number | null)[][] }[] = [];
  for (let device = 0; device < devices; device += 1) {
    const firstMs = startMs + phaseOf(device, messageMs);
    for (let atMs = firstMs; atMs < endMs; atMs += messageMs) {
      const rows = Array.from({ length: readingsPerMessage }, (_, index) => {
        const takenAtMs = atMs - (readingsPerMessage - 1 - index) * samplePeriodMs;
        return rowOf(Math.floor(takenAtMs / samplePeriodMs) % 4_000_000_000, takenAtMs);
      });
      sent.push({ atMs, deviceId: deviceIdOf(device), rows });
    }
  }
  const records = sent
    .sort((a, b) => a.atMs - b.atMs)
    .map(({ atMs, deviceId, rows }, index) => recordOf(deviceId, index, rows, atMs + 40));
  return { event: { Records: records }, readings: records.length * readingsPerMessage };
};
