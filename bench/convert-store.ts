import { ruleRecordSchema } from '@carbon-track/contract/rule-record.ts';
import { telemetryMessageSchema } from '@carbon-track/contract/telemetry.ts';
import type { KinesisStreamEvent } from 'aws-lambda';
import { directUpdate } from '../lambdas/adapters/direct-update.ts';
import { createDynamoClient } from '../lambdas/adapters/dynamo-client.ts';
import { createDynamoDirtyHours } from '../lambdas/adapters/dynamo-dirty-hours.ts';
import { createDynamoMinuteStore } from '../lambdas/adapters/dynamo-minute-store.ts';
import { createHandler } from '../lambdas/convert-store/handler.ts';
import { benchDevice, benchFactory } from './bench-plant.ts';
import { noOpDynamoClient } from './no-op-client.ts';
import { type Packing, telemetryWindow } from './telemetry-window.ts';

export type ConvertStoreRow = {
  readonly messages: string;
  readonly readings: number;
  /** Whole handler over JSON.parse and schema parse of the same stream bytes, envelope and payload. */
  readonly toJsonAndSchema: number;
  readonly toBareJson: number;
  readonly handlerReadingsPerS: number;
};

const repeats = 7;

const medianOf = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

const textOf = (base64: string): string => Buffer.from(base64, 'base64').toString();

/** What any consumer must do with these bytes before it can begin: open and check the envelope, then the payload. */
const parseWithSchemas = (event: KinesisStreamEvent): void => {
  for (const { kinesis } of event.Records) {
    const record = ruleRecordSchema.parse(JSON.parse(textOf(kinesis.data)));
    telemetryMessageSchema.parse(JSON.parse(textOf(record.payload)));
  }
};

const parseBare = (event: KinesisStreamEvent): void => {
  for (const { kinesis } of event.Records) JSON.parse(textOf(JSON.parse(textOf(kinesis.data)).payload));
};

const realHandler = () => {
  const client = noOpDynamoClient(createDynamoClient);
  return createHandler({
    minutes: createDynamoMinuteStore(client, 'Telemetry', directUpdate(client, Date.now)),
    dirtyHours: createDynamoDirtyHours(client, 'Telemetry'),
    // Readings are converted for the archive; its gzip is measured apart.
    archive: { append: async () => ({ rejected: [] }) },
    quarantine: {
      putBatch: async () => {
        throw new Error('the bench sends sound readings only; look at its clock');
      },
      list: async () => ({ items: [], nextCursor: null }),
    },
    registry: { device: async (id) => benchDevice(id), factory: async (id) => benchFactory(id) },
    now: Date.now,
    log: (line) => {
      if (line.failed > 0) throw new Error(`the bench lost readings: ${JSON.stringify(line.errors)}`);
    },
  });
};

/** Time on the processor, not on the clock: what else the machine does meanwhile does not count. */
const secondsOf = async (work: () => unknown): Promise<number> => {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
};

const measure = async (messages: string, packing: Packing): Promise<ConvertStoreRow> => {
  const handler = realHandler();
  const times: { whole: number; schemas: number; bare: number }[] = [];
  const { event, readings } = telemetryWindow(packing, Date.now());
  // The three take turns, so that whatever else the machine does falls on all of them.
  for (let repeat = 0; repeat < repeats + 3; repeat += 1) {
    const time = {
      whole: await secondsOf(() => handler(event)),
      schemas: await secondsOf(() => parseWithSchemas(event)),
      bare: await secondsOf(() => parseBare(event)),
    };
    if (repeat >= 3) times.push(time);
  }
  return {
    messages,
    readings,
    toJsonAndSchema: medianOf(times.map(({ whole, schemas }) => whole / schemas)),
    toBareJson: medianOf(times.map(({ whole, bare }) => whole / bare)),
    handlerReadingsPerS: Math.round(readings / medianOf(times.map(({ whole }) => whole))),
  };
};

/** Bench (a): the real handler against parsing the same bytes, in one run, for each way devices pack their readings. */
export const benchConvertStore = async (): Promise<ConvertStoreRow[]> => [
  await measure('1 reading', { readingsPerMessage: 1, devices: 80, windowS: 60 }),
  await measure('12 readings', { readingsPerMessage: 12, devices: 201, windowS: 60 }),
  await measure('60 readings', { readingsPerMessage: 60, devices: 60, windowS: 300 }),
];

if (import.meta.main) console.table(await benchConvertStore());
