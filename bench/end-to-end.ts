import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSystem } from '../local/system.ts';
import { benchLiveLatency, type LatencyRow } from './live-latency.ts';
import { benchThroughput, type ThroughputRow } from './throughput.ts';

export type EndToEnd = {
  readonly throughput: readonly ThroughputRow[];
  readonly latency: LatencyRow;
};

/** Bench (c): the real system as `npm start` runs it, on free ports and a data folder that is deleted again. */
export const benchEndToEnd = async (): Promise<EndToEnd> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'carbon-track-bench-'));
  const system = await startSystem({
    dataDir,
    seed: 'full',
    simulator: false,
    portal: true,
    // The last, half-filled batch would wait out the usual 10 s after the load has ended.
    storeWindowMs: 1_000,
    log: (message) => console.error(message),
  });
  try {
    const latency = await benchLiveLatency(system, dataDir);
    return { latency, throughput: await benchThroughput(system, dataDir) };
  } finally {
    await system.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
};

if (import.meta.main) console.dir(await benchEndToEnd(), { depth: 3 });
