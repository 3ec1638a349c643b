import {
  GetObjectCommand,
  ListObjectsV2Command,
  NoSuchKey,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { ObjectStore } from './ports/object-store.ts';

/** A bucket as an object store. Errors of S3 are thrown as they come, after the SDK's retries. */
export const createS3ObjectStore = (client: S3Client, bucket: string): ObjectStore => ({
  put: async (key, body, contentType) => {
    await client.send(
      new PutObjectCommand({ Bucket: bucket, Key: key, Body: body, ContentType: contentType }),
    );
  },
  get: async (key) => {
    try {
      const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
      return (await Body?.transformToByteArray()) ?? null;
    } catch (error) {
      if (error instanceof NoSuchKey) return null;
      throw error;
    }
  },
  list: async (prefix, { after, limit }) => {
    const { Contents = [] } = await client.send(
      new ListObjectsV2Command({
        Bucket: bucket,
        Prefix: prefix,
        // S3 returns at most 1,000 keys a call; a caller that wants more asks again after the last one.
        MaxKeys: Math.min(limit, 1_000),
        ...(after !== undefined && { StartAfter: after }),
      }),
    );
    return Contents.flatMap(({ Key }) => (Key === undefined ? [] : [Key]));
  },
  folders: async (prefix) => {
    const found: string[] = [];
    let next: string | undefined;
    do {
      const { CommonPrefixes = [], NextContinuationToken } = await client.send(
        new ListObjectsV2Command({
          Bucket: bucket,
          Prefix: prefix,
          Delimiter: '/',
          ...(next !== undefined && { ContinuationToken: next }),
        }),
      );
      found.push(...CommonPrefixes.flatMap(({ Prefix }) => (Prefix === undefined ? [] : [Prefix])));
      next = NextContinuationToken;
    } while (next !== undefined);
    return found;
  },
});
