import { parseArgs } from 'node:util';
import { KinesisClient } from '@aws-sdk/client-kinesis';
import { S3Client } from '@aws-sdk/client-s3';
import { createS3ObjectStore } from '../lambdas/adapters/s3-object-store.ts';
import { withStoppedStream } from '../local/redrive-folder.ts';
import { kinesisSender } from './redrive/kinesis-sender.ts';
import { type RedriveSum, redrive } from './redrive/redrive.ts';

const usage = `Puts given-up batches on the stream again. Running it twice is harmless.

  npm run redrive -- --bucket <failure bucket> --stream <telemetry stream>
  npm run redrive -- --data-dir .carbon-track

Bucket and stream are outputs of the deployed stacks; credentials and region are those of your AWS profile.
A data folder is that of a stopped local system; its next start works the records off.`;

const report = (line: string): void => console.error(line);

const tell = (sum: RedriveSum, where: string): number => {
  console.log(
    `${sum.records} records of ${sum.objects} batches are on ${where} again; ${sum.skipped} were redriven before, ${sum.unreadable} could not be read.`,
  );
  return sum.unreadable === 0 ? 0 : 1;
};

const main = async (): Promise<number> => {
  const { values } = parseArgs({
    options: { bucket: { type: 'string' }, stream: { type: 'string' }, 'data-dir': { type: 'string' } },
  });
  const { bucket, stream, 'data-dir': dataDir } = values;
  if (dataDir !== undefined) {
    const sum = await withStoppedStream(dataDir, (failures, send) => redrive({ failures, send, report }));
    return tell(sum, dataDir);
  }
  if (bucket === undefined || stream === undefined) {
    console.error(usage);
    return 2;
  }
  const sum = await redrive({
    failures: createS3ObjectStore(new S3Client({}), bucket),
    send: kinesisSender(new KinesisClient({}), stream),
    report,
  });
  return tell(sum, stream);
};

process.exitCode = await main();
