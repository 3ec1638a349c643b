import { S3Client } from '@aws-sdk/client-s3';
import { createS3ObjectStore } from '../../../lambdas/adapters/s3-object-store.ts';

/** Bundled by the test as a Lambda would be; region, credentials and endpoint come from the environment. */
export const openStore = () => createS3ObjectStore(new S3Client({}), 'ct-test');
