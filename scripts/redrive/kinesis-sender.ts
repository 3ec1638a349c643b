import { type KinesisClient, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import type { OriginalRecord } from './redrive.ts';

/** Kinesis takes at most 500 records and 5 MiB in one call; 16 kB messages stay far below with this many. */
const recordsPerCall = 200;
const attempts = 8;

const putOnce = async (
  client: KinesisClient,
  streamName: string,
  records: readonly OriginalRecord[],
): Promise<OriginalRecord[]> => {
  const { Records = [] } = await client.send(
    new PutRecordsCommand({
      StreamName: streamName,
      Records: records.map(({ partitionKey, data }) => ({ PartitionKey: partitionKey, Data: data })),
    }),
  );
  return records.filter((_, index) => Records[index]?.SequenceNumber === undefined);
};

/** Sends records to a Kinesis stream; what a full shard refuses is sent again after a pause that doubles from `pauseMs`. */
export const kinesisSender =
  (client: KinesisClient, streamName: string, pauseMs = 200) =>
  async (records: readonly OriginalRecord[]): Promise<void> => {
    for (let start = 0; start < records.length; start += recordsPerCall) {
      let pending: readonly OriginalRecord[] = records.slice(start, start + recordsPerCall);
      for (let attempt = 0; pending.length > 0; attempt += 1) {
        if (attempt === attempts) {
          throw new Error(
            `${streamName} still refuses ${pending.length} records; run the command again later`,
          );
        }
        if (attempt > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs * 2 ** attempt));
        pending = await putOnce(client, streamName, pending);
      }
    }
  };
