import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { dayMs, hourFloorMs, hourMs, minuteMs } from '../lambdas/domain/nairobi.ts';
import type { RunningSystem } from '../local/system.ts';
import { startBareBroker } from './bare-broker.ts';
import type { Published, PublishJob } from './publish-job.ts';
import { runPublisher } from './run-publisher.ts';

export type ThroughputRow = {
  readonly messages: string;
  readonly devices: number;
  readonly readings: number;
  /** Readings found in stored minutes, over the time from the first publish until the last was stored. */
  readonly storedReadingsPerS: number;
  /** The same messages acknowledged by the same broker that does nothing with them. */
  readonly brokerReadingsPerS: number;
};

const loadSeconds = 20;
const baselineSeconds = 8;
const drainLimitMs = 120_000;

/**
 * From where on readings are neither late nor ahead of their receipt: storing them takes the path of fresh ones,
 * without marking hours for refolding.
 */
const freshSpan = (nowMs: number) => ({
  fromMs: hourFloorMs(nowMs + 10 * minuteMs) - hourMs,
  untilMs: nowMs,
});

const untilStored = async ({ consumers }: RunningSystem): Promise<number> => {
  const limitMs = Date.now() + drainLimitMs;
  while (consumers.store.behind() > 0) {
    if (Date.now() > limitMs)
      throw new Error('the store did not catch up in 2 minutes: run the bench when the machine is idle');
    await pause(20);
  }
  return Date.now();
};

/** Counts what lies in the store, read back as the roll-up reads it. */
const storedReadings = async (
  { ports, manifest }: RunningSystem,
  { epoch, fromMs, untilMs }: Pick<PublishJob, 'epoch' | 'fromMs' | 'untilMs'>,
): Promise<number> => {
  let count = 0;
  for (const { deviceId } of manifest.devices) {
    const minutes = await ports.minutes.read(deviceId, fromMs, untilMs);
    for (const { readings } of minutes) count += readings.filter((one) => one.epoch === epoch).length;
  }
  return count;
};

const perSecond = ({ readings, startedAtMs, endedAtMs }: Published): number =>
  (readings * 1_000) / (endedAtMs - startedAtMs);

const measure = async (
  system: RunningSystem,
  dataDir: string,
  messages: string,
  load: { readingsPerMessage: number; epoch: number },
): Promise<ThroughputRow> => {
  const job = { manifestPath: join(dataDir, 'simulator.json'), ...load, ...freshSpan(Date.now()) };
  const bare = await startBareBroker(dataDir);
  // Nobody judges clocks there, so it need not end where the present does.
  const endless = { untilMs: job.untilMs + dayMs, seconds: baselineSeconds };
  const baseline = await runPublisher({ ...job, ...endless, port: bare.port });
  await bare.stop();
  const published = await runPublisher({ ...job, port: system.mqtt.port, seconds: loadSeconds });
  const storedAtMs = await untilStored(system);
  const stored = await storedReadings(system, job);
  if (stored !== published.readings) {
    throw new Error(`${published.readings} readings were acknowledged and ${stored} stored: find out why`);
  }
  return {
    messages,
    devices: published.devices,
    readings: stored,
    storedReadingsPerS: perSecond({ ...published, endedAtMs: storedAtMs }),
    brokerReadingsPerS: perSecond(baseline),
  };
};

/** Loads the running system with all its devices; each kind of message in an epoch of its own. */
export const benchThroughput = async (system: RunningSystem, dataDir: string): Promise<ThroughputRow[]> => [
  await measure(system, dataDir, '1 reading', { readingsPerMessage: 1, epoch: 101 }),
  await measure(system, dataDir, '12 readings', { readingsPerMessage: 12, epoch: 102 }),
];
