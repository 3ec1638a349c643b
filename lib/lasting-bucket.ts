import { Aws, Duration, RemovalPolicy } from 'aws-cdk-lib';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type IBucket,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';

const closed = {
  blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
  encryption: BucketEncryption.S3_MANAGED,
  enforceSSL: true,
  removalPolicy: RemovalPolicy.RETAIN,
  objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
} as const;

/** Who read or wrote an object in the other buckets, kept for a year. */
export const accessLogBucket = (scope: Construct, id: string): IBucket => {
  const bucket = new Bucket(scope, id, {
    ...closed,
    versioned: true,
    lifecycleRules: [
      {
        expiration: Duration.days(365),
        noncurrentVersionExpiration: Duration.days(1),
        abortIncompleteMultipartUploadAfter: Duration.days(7),
      },
    ],
  });
  acknowledge(bucket, { 'AwsSolutions-S1': 'This is the bucket the access logs go to.' });
  return bucket as IBucket;
};

export type LastingBucketProps = {
  /** What it holds, one word: part of its name. */
  readonly holds: string;
  readonly stage: string;
  readonly accessLogs: IBucket;
};

/** A private, versioned bucket that outlives its stack. Its name can be told from stage, account and region. */
export class LastingBucket extends Construct {
  readonly bucket: IBucket;
  readonly bucketName: string;
  readonly bucketArn: string;

  constructor(scope: Construct, id: string, { holds, stage, accessLogs }: LastingBucketProps) {
    super(scope, id);
    this.bucketName = `ct-${stage}-${holds}-${Aws.ACCOUNT_ID}-${Aws.REGION}`;
    this.bucketArn = `arn:${Aws.PARTITION}:s3:::${this.bucketName}`;
    this.bucket = new Bucket(this, 'Bucket', {
      ...closed,
      bucketName: this.bucketName,
      versioned: true,
      serverAccessLogsBucket: accessLogs,
      serverAccessLogsPrefix: `${holds}/`,
      lifecycleRules: [
        {
          abortIncompleteMultipartUploadAfter: Duration.days(7),
          noncurrentVersionExpiration: Duration.days(30),
        },
      ],
    }) as IBucket;
  }
}
