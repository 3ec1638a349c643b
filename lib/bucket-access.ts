import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { acknowledge } from './acknowledge.ts';
import type { Handler } from './handler-function.ts';

const unknownNames = {
  'AwsSolutions-IAM5': 'Objects are named after their batch, so their names are not known here.',
};

/** May add objects, and read or delete none. */
export const allowPut = (bucket: IBucket, handler: Handler): void => {
  handler.allow(['s3:PutObject'], [bucket.arnForObjects('*')]);
  acknowledge(handler.role, unknownNames);
};

/** May list the bucket and read its objects. */
export const allowRead = (bucket: IBucket, handler: Handler): void => {
  handler.allow(['s3:ListBucket'], [bucket.bucketArn]);
  handler.allow(['s3:GetObject'], [bucket.arnForObjects('*')]);
  acknowledge(handler.role, unknownNames);
};
