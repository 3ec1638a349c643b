import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type IBucket,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';

const closed = {
  blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
  encryption: BucketEncryption.S3_MANAGED,
  enforceSSL: true,
  removalPolicy: RemovalPolicy.RETAIN,
  objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
} as const;

/** Who read or wrote an object in the other buckets. */
export const accessLogBucket = (scope: Construct, id: string): IBucket => {
  const bucket = new Bucket(scope, id, {
    ...closed,
    lifecycleRules: [
      { expiration: Duration.days(365), abortIncompleteMultipartUploadAfter: Duration.days(7) },
    ],
  });
  acknowledge(bucket, { 'AwsSolutions-S1': 'This is the bucket the access logs go to.' });
  return bucket as IBucket;
};

/** A private, versioned bucket that outlives its stack. `keepDays`: objects are deleted after that many days. */
export const lastingBucket = (scope: Construct, id: string, logs: IBucket, keepDays?: number): IBucket =>
  new Bucket(scope, id, {
    ...closed,
    versioned: true,
    serverAccessLogsBucket: logs,
    serverAccessLogsPrefix: `${id.toLowerCase()}/`,
    lifecycleRules: [
      {
        abortIncompleteMultipartUploadAfter: Duration.days(7),
        noncurrentVersionExpiration: Duration.days(30),
        ...(keepDays !== undefined && { expiration: Duration.days(keepDays) }),
      },
    ],
  }) as IBucket;
