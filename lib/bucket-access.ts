import type { Handler } from './handler-function.ts';
import type { LastingBucket } from './lasting-bucket.ts';

const unknownNames = 'Objects are named after their batch, so their names are not known here.';

/** May add objects, and read or delete none. */
export const allowPut = ({ bucketArn }: LastingBucket, handler: Handler): void => {
  handler.allow(['s3:PutObject'], [`${bucketArn}/*`], unknownNames);
};

/** May list the bucket and read its objects. */
export const allowRead = ({ bucketArn }: LastingBucket, handler: Handler): void => {
  handler.allow(['s3:ListBucket'], [bucketArn]);
  handler.allow(['s3:GetObject'], [`${bucketArn}/*`], unknownNames);
};
