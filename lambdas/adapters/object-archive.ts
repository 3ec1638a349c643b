import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { dateFolder, keyPart } from './object-key.ts';
import type { ObjectStore } from './ports/object-store.ts';
import type { ArchivedReading, TelemetryArchive } from './ports/telemetry-archive.ts';

/** One line of an archive file, flat for Athena. A reader keeps one line per device, epoch and seq. */
const archiveLine = ({ reading, ...converted }: ArchivedReading): string =>
  `${JSON.stringify({ ...converted, ...reading })}\n`;

const compress = promisify(gzip);

/**
 * The archive as gzipped NDJSON, `telemetry/date=2026-11-24/{batch}.ndjson.gz` by the Nairobi day of the readings, in a
 * bucket or a folder. The same batch again overwrites its files.
 */
export const createObjectArchive = (objects: ObjectStore): TelemetryArchive => ({
  append: async (batchId, readings) => {
    const days = Map.groupBy(readings, ({ reading }) => dateFolder(reading.takenAtMs));
    for (const [folder, own] of days) {
      const body = await compress(own.map(archiveLine).join(''));
      await objects.put(`telemetry/${folder}/${keyPart(batchId)}.ndjson.gz`, body, 'application/gzip');
    }
    return { rejected: [] };
  },
});
