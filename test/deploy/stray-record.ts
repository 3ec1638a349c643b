import { setTimeout as pause } from 'node:timers/promises';
import { KinesisClient, PutRecordCommand } from '@aws-sdk/client-kinesis';
import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import type { RuleRecord } from '@carbon-track/contract/rule-record.ts';

const patienceMs = 120_000;

/** A message that fits no schema: it needs nothing in the Ledger, and must come to rest in quarantine. */
const strayRecord = (): RuleRecord => ({
  payload: Buffer.from('{"v":1}').toString('base64'),
  factoryId: 'nowhere',
  deviceId: 'ct-nowhere-1a',
  clientId: 'ct-nowhere-1a',
  receivedAtMs: Date.now(),
});

/**
 * Puts a record on the deployed stream and waits until the deployed convert-store has set it aside.
 * Returns the key of the quarantined batch; throws when none comes.
 */
export const followStrayRecord = async (
  place: { readonly endpoint: string; readonly region: string },
  { stream, bucket }: { readonly stream: string; readonly bucket: string },
): Promise<string> => {
  const options = { ...place, credentials: { accessKeyId: 'test', secretAccessKey: 'test' } };
  const record = strayRecord();
  await new KinesisClient(options).send(
    new PutRecordCommand({
      StreamName: stream,
      PartitionKey: record.deviceId,
      Data: Buffer.from(JSON.stringify(record)),
    }),
  );
  const s3 = new S3Client({ ...options, forcePathStyle: true });
  for (const deadlineMs = Date.now() + patienceMs; Date.now() < deadlineMs; await pause(1_000)) {
    const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: bucket }));
    const [found] = Contents;
    if (found?.Key !== undefined) return found.Key;
  }
  throw new Error(`convert-store quarantined nothing within ${patienceMs / 1_000} s; read its log.`);
};
