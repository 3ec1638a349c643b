import { resolve } from 'node:path';
import type { ObjectStore } from '../lambdas/adapters/ports/object-store.ts';
import { createFolderObjects } from './folder-objects.ts';
import { openStream } from './stream/stream.ts';
import { telemetryStreamName } from './system/constants.ts';
import { lockDataFolder } from './system/data-lock.ts';
import { failuresFolder, streamFolder } from './system/open-data.ts';

type Sendable = { readonly partitionKey: string; readonly data: Uint8Array };

/**
 * Opens failure store and stream of a data folder whose system is stopped; the consumers find what was sent at the next
 * start. Throws `DataFolderInUseError` while a system runs on it.
 */
export const withStoppedStream = async <Result>(
  dataDir: string,
  use: (failures: ObjectStore, send: (records: readonly Sendable[]) => Promise<void>) => Promise<Result>,
): Promise<Result> => {
  const folder = resolve(dataDir);
  await using opened = new AsyncDisposableStack();
  const lock = await lockDataFolder(folder);
  opened.defer(() => lock.release());
  const stream = await openStream({ folder: streamFolder(folder), name: telemetryStreamName });
  opened.defer(() => stream.close());
  // Awaited here: what is opened above closes as soon as this function returns.
  return await use(createFolderObjects(failuresFolder(folder)), async (records) => {
    await Promise.all(records.map(({ partitionKey, data }) => stream.put(partitionKey, Buffer.from(data))));
  });
};
