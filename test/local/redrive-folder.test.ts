import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { KinesisStreamEvent } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { createFolderObjects } from '../../local/folder-objects.ts';
import { withStoppedStream } from '../../local/redrive-folder.ts';
import { openStream } from '../../local/stream/stream.ts';
import { telemetryStreamName } from '../../local/system/constants.ts';
import { DataFolderInUseError, lockDataFolder } from '../../local/system/data-lock.ts';
import { startTelemetryConsumers } from '../../local/system/telemetry-consumers.ts';
import { redrive } from '../../scripts/redrive/redrive.ts';
import { temporaryFolder } from './stream/temporary-folder.ts';

const textsOf = (event: KinesisStreamEvent): string[] =>
  event.Records.map(({ kinesis }) => Buffer.from(kinesis.data, 'base64').toString());

const openConsumed = async (
  dataDir: string,
  now: () => number,
  convertStore: (event: KinesisStreamEvent) => Promise<undefined>,
) => {
  const stream = await openStream({ folder: join(dataDir, 'stream'), name: telemetryStreamName, now });
  const failures = createFolderObjects(join(dataDir, 'failures'));
  const convertLive = async () => undefined;
  const { store } = await startTelemetryConsumers(stream, { convertStore, convertLive }, failures, 5);
  const drained = async (): Promise<void> => {
    while (store.behind() > 0) await pause(2);
    await stream.close();
  };
  return { stream, drained };
};

describe('what was given up on a laptop', () => {
  it('is kept after six hours of failure and comes back, once, by the redrive command', async () => {
    const dataDir = await temporaryFolder();
    let nowMs = 1_795_000_000_000;
    const failing = await openConsumed(
      dataDir,
      () => nowMs,
      async () => {
        nowMs += 3_600_001 * 6;
        throw new Error('store is away');
      },
    );
    await failing.stream.put('ct-kapkoros-1a', Buffer.from('a reading'));
    await failing.drained();

    const report = () => undefined;
    const again = () => withStoppedStream(dataDir, (failures, send) => redrive({ failures, send, report }));
    expect(await again()).toEqual({ objects: 1, records: 1, skipped: 0, unreadable: 0 });
    expect(await again()).toEqual({ objects: 0, records: 0, skipped: 1, unreadable: 0 });

    const stored: string[] = [];
    const working = await openConsumed(dataDir, Date.now, async (event) => {
      stored.push(...textsOf(event));
      return undefined;
    });
    await working.drained();
    expect(stored).toEqual(['a reading']);
  });

  it('is not touched while a system runs on the folder', async () => {
    const dataDir = await temporaryFolder();
    await lockDataFolder(dataDir);
    await expect(withStoppedStream(dataDir, async () => null)).rejects.toThrow(DataFolderInUseError);
  });
});
