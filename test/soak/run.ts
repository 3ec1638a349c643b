import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createDynamoDayStore } from '../../lambdas/adapters/dynamo-day-store.ts';
import { createDynamoMinuteStore } from '../../lambdas/adapters/dynamo-minute-store.ts';
import { createDynamoRegistry } from '../../lambdas/adapters/dynamo-registry.ts';
import { createDynamoWatermarks } from '../../lambdas/adapters/dynamo-watermarks.ts';
import { workPartitions } from '../../lambdas/adapters/table-keys.ts';
import { addDays, dayMs, nairobiDate } from '../../lambdas/domain/nairobi.ts';
import { randomStream } from '../../local/simulator/seeded-random.ts';
import { startTables, type TestTables } from '../fakes/dynalite.ts';
import { catchUp } from './catch-up.ts';
import { compareHours, compareReadings, compareSums, type Differences } from './compare.ts';
import { deliverAll } from './deliver.ts';
import { readQuarantine } from './folder-quarantine.ts';
import { generateMessages } from './generate.ts';
import { type KillableWorker, startKillableWorker } from './killable-worker.ts';
import type { SoakMessage } from './message.ts';
import type { SoakOptions } from './options.ts';
import { expectedHours } from './oracle.ts';
import { type SoakPlant, soakPlant, soakStartMs } from './plant.ts';

const throttledShare = 0.01;
/** The last hour is settled 15 min after its end. */
const settleMs = 80 * 60_000;

export type SoakReport = {
  readonly produced: number;
  readonly messages: number;
  readonly sent: number;
  readonly acknowledged: number;
  readonly stored: number;
  readonly duplicatesAbsorbed: number;
  readonly quarantined: Readonly<Record<string, number>>;
  readonly kills: number;
  readonly hoursCompared: number;
  readonly largestDifference: number;
  readonly differences: readonly string[];
};

const register = async (tables: TestTables, plant: SoakPlant): Promise<void> => {
  const registry = createDynamoRegistry(tables.client, tables.ledgerTable);
  for (const { record, devices } of plant.factories) {
    await registry.putFactory(record);
    for (const device of devices) await registry.addDevice(device);
  }
  const watermarks = createDynamoWatermarks(tables.client, tables.telemetryTable);
  for (let partition = 0; partition < workPartitions; partition += 1)
    await watermarks.advance(partition, soakStartMs);
};

/** One more death in the middle of a roll-up, then the two periods late data may take. */
const rollUpToTheEnd = async (worker: KillableWorker, nowMs: number): Promise<void> => {
  const cutOff = worker.ask({ kind: 'rollup', nowMs });
  await pause(60);
  await worker.killAndRestart();
  await cutOff;
  await worker.ask({ kind: 'throttle', share: 0 });
  await catchUp(worker, nowMs, 0);
  for (const periodMs of [0, 600_000]) {
    const answer = await worker.ask({ kind: 'rollup', nowMs: nowMs + periodMs });
    if (answer?.ok !== true) throw new Error(`a roll-up failed at the end: ${answer?.problem}`);
  }
};

const quarantineDifferences = async (
  differences: Differences,
  folder: string,
  messages: readonly SoakMessage[],
): Promise<Record<string, number>> => {
  const entries = await readQuarantine(folder);
  const nameOf = (payloadBase64: string, reason: string): string => `${reason} ${payloadBase64}`;
  const found = new Set(entries.map((entry) => nameOf(entry.payloadBase64, entry.reason)));
  const wanted = new Map(
    messages.flatMap((message) =>
      message.quarantined.map((reason) => [nameOf(message.payloadBase64, reason), reason] as const),
    ),
  );
  for (const [name, reason] of wanted)
    if (!found.has(name)) differences.found.push(`not in quarantine: a message with ${reason}`);
  for (const name of found)
    if (!wanted.has(name)) differences.found.push(`in quarantine without cause: ${name.slice(0, 60)}`);
  const reasons = [...wanted.values()].sort();
  return Object.fromEntries(
    [...Map.groupBy(reasons, (reason) => reason)].map(([reason, all]) => [reason, all.length]),
  );
};

const check = async (
  tables: TestTables,
  plant: SoakPlant,
  messages: readonly SoakMessage[],
  nowMs: number,
) => {
  const differences: Differences = { largest: 0, found: [] };
  const readings = messages.flatMap((message) => message.readings);
  const fromMs = soakStartMs - 10 * dayMs;
  const stored = await compareReadings(
    differences,
    createDynamoMinuteStore(tables.client, tables.telemetryTable),
    readings,
    { fromMs, toMs: nowMs },
  );
  const days = createDynamoDayStore(tables.client, tables.telemetryTable);
  const [fromDate, toDate] = [nairobiDate(fromMs), nairobiDate(nowMs)];
  const dates: string[] = [];
  for (let date = fromDate; date <= toDate; date = addDays(date, 1)) dates.push(date);
  const expectation = expectedHours(plant, readings);
  const chimneyDays = await Promise.all(
    plant.chimneys.map(({ design }) => days.chimneyDays(design.chimneyId, fromDate, toDate)),
  );
  compareHours(differences, expectation, chimneyDays.flat());
  await compareSums(differences, { plant, days, dates, expectation });
  const hoursCompared = [...expectation.values()].reduce((sum, hours) => sum + hours.size, 0);
  return { differences, stored, hoursCompared };
};

const soakOn = async (tables: TestTables, folder: string, options: SoakOptions): Promise<SoakReport> => {
  const plant = soakPlant(options.devices, options.minutes);
  const messages = generateMessages(plant, options);
  await register(tables, plant);
  const { endpoint } = tables.client.config;
  if (endpoint === undefined) throw new Error('the tables have no endpoint');
  const { protocol, hostname, port } = await endpoint();
  const worker = await startKillableWorker({
    endpoint: `${protocol}//${hostname}:${port}`,
    telemetryTable: tables.telemetryTable,
    ledgerTable: tables.ledgerTable,
    folder,
    seed: options.seed,
    nowMs: soakStartMs,
    throttledShare,
  });
  try {
    const random = randomStream(options.seed * 104_729 + 3);
    const kills = Math.max(4, Math.round(options.minutes / 20));
    const [early, late] = [
      messages.filter((message) => !message.afterAcknowledged),
      messages.filter((message) => message.afterAcknowledged),
    ];
    const first = await deliverAll(worker, early, { kills, throttledShare, random });
    const second = await deliverAll(worker, late, { kills: 1, throttledShare, random });
    const nowMs = Math.max(...messages.map(({ sentAtMs }) => sentAtMs)) + settleMs;
    await catchUp(worker, nowMs, 0);
    await rollUpToTheEnd(worker, nowMs);
    const { differences, stored, hoursCompared } = await check(tables, plant, messages, nowMs + dayMs);
    const quarantined = await quarantineDifferences(differences, folder, messages);
    const delivered = messages.reduce((sum, message) => sum + message.readings.length, 0);
    return {
      produced: delivered,
      messages: messages.length,
      sent: first.sent + second.sent,
      acknowledged: first.acknowledged + second.acknowledged,
      stored,
      duplicatesAbsorbed: delivered - stored,
      quarantined,
      kills: worker.kills(),
      hoursCompared,
      largestDifference: differences.largest,
      differences: differences.found,
    };
  } finally {
    await worker.stop();
  }
};

/** Runs the soak in a folder and a store of its own and leaves neither behind. */
export const runSoak = async (options: SoakOptions): Promise<SoakReport> => {
  const folder = await mkdtemp(join(tmpdir(), 'soak-'));
  const tables = await startTables();
  try {
    return await soakOn(tables, folder, options);
  } finally {
    await tables.stop();
    await rm(folder, { recursive: true, force: true });
  }
};
