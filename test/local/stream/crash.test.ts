import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it } from 'vitest';
import { ShardLog } from '../../../local/stream/shard-log.ts';
import { ShardReader } from '../../../local/stream/shard-reader.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** Runs the child until it has reported `count` records as safe, then kills it without a chance to clean up. */
const appendedBeforeKill = async (folder: string, from: number, count: number): Promise<number[]> => {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'appending-child.ts'), folder, `${from}`],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const exited = new Promise((resolve) => child.on('exit', resolve));
  const safe: number[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    safe.push(Number(line));
    if (safe.length === count) child.kill('SIGKILL');
  }
  await exited;
  // The last line may be cut off by the kill; a shorter number would be another record.
  return safe.slice(0, count);
};

describe('SIGKILL between append and acknowledgement', () => {
  it('loses no record that was acknowledged, round after round, and leaves the stream readable', async () => {
    const folder = await temporaryFolder();
    const safe: number[] = [];
    for (const [round, count] of [137, 401, 222].entries()) {
      safe.push(...(await appendedBeforeKill(folder, round * 1_000_000, count)));
    }
    expect(safe).toHaveLength(760);
    const log = await ShardLog.open(join(folder, 'shardId-000000000000'), {
      segmentBytes: 1e9,
      now: Date.now,
    });
    const records = await new ShardReader(log, 0).read({ records: 1e9, bytes: 1e12, first: true });
    const stored = records.map(({ data }) => Number(data.toString().replaceAll('.', '')));
    expect(safe.filter((value) => !stored.includes(value))).toEqual([]);
    expect(records.map(({ ordinal }) => ordinal)).toEqual(records.map((_, index) => index));
    await log.close();
  });
});
