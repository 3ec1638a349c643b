import { parseArgs } from 'node:util';
import { KinesisClient } from '@aws-sdk/client-kinesis';
import { S3Client } from '@aws-sdk/client-s3';
import { createS3ObjectStore } from '../lambdas/adapters/s3-object-store.ts';
import { kinesisSender } from './redrive/kinesis-sender.ts';
import { redrive } from './redrive/redrive.ts';

const usage = `Puts given-up batches on the stream again. Running it twice is harmless.

  npm run redrive -- --bucket <failure bucket> --stream <telemetry stream>

Both names are outputs of the deployed stacks; credentials and region are those of your AWS profile.`;

const main = async (): Promise<number> => {
  const { values } = parseArgs({ options: { bucket: { type: 'string' }, stream: { type: 'string' } } });
  const { bucket, stream } = values;
  if (bucket === undefined || stream === undefined) {
    console.error(usage);
    return 2;
  }
  const sum = await redrive({
    failures: createS3ObjectStore(new S3Client({}), bucket),
    send: kinesisSender(new KinesisClient({}), stream),
    report: (line) => console.error(line),
  });
  console.log(
    `${sum.records} records of ${sum.objects} batches are on ${stream} again; ${sum.skipped} were redriven before, ${sum.unreadable} could not be read.`,
  );
  return sum.unreadable === 0 ? 0 : 1;
};

process.exitCode = await main();
