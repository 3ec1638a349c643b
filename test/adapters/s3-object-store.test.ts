import {
  GetObjectCommand,
  ListObjectsV2Command,
  NoSuchKey,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { createS3ObjectStore } from '../../lambdas/adapters/s3-object-store.ts';

describe('a bucket as an object store', () => {
  const s3 = mockClient(S3Client);
  const store = createS3ObjectStore(new S3Client({ region: 'local' }), 'bucket');
  beforeEach(() => s3.reset());

  it('puts bytes under a key', async () => {
    s3.on(PutObjectCommand).resolves({});
    await store.put('a/b.json', Buffer.from('[]'), 'application/json');
    expect(s3.commandCalls(PutObjectCommand)[0]?.args[0].input).toEqual({
      Bucket: 'bucket',
      Key: 'a/b.json',
      Body: Buffer.from('[]'),
      ContentType: 'application/json',
    });
  });

  it('gives null for a key that is not there, and throws anything else on', async () => {
    s3.on(GetObjectCommand).rejectsOnce(new NoSuchKey({ message: 'gone', $metadata: {} }));
    expect(await store.get('a')).toBeNull();
    s3.on(GetObjectCommand).rejects(new Error('SlowDown'));
    await expect(store.get('a')).rejects.toThrow('SlowDown');
  });

  it('lists keys after a key, at most as many as asked for', async () => {
    s3.on(ListObjectsV2Command).resolves({ Contents: [{ Key: 'a/2' }, { Key: 'a/3' }] });
    expect(await store.list('a/', { after: 'a/1', limit: 5_000 })).toEqual(['a/2', 'a/3']);
    expect(s3.commandCalls(ListObjectsV2Command)[0]?.args[0].input).toEqual({
      Bucket: 'bucket',
      Prefix: 'a/',
      StartAfter: 'a/1',
      MaxKeys: 1_000,
    });
  });

  it('follows the pages of a folder list', async () => {
    s3.on(ListObjectsV2Command)
      .resolvesOnce({ CommonPrefixes: [{ Prefix: 'a/x/' }], NextContinuationToken: 'more' })
      .resolvesOnce({ CommonPrefixes: [{ Prefix: 'a/y/' }] });
    expect(await store.folders('a/')).toEqual(['a/x/', 'a/y/']);
    expect(s3.commandCalls(ListObjectsV2Command)[1]?.args[0].input.ContinuationToken).toBe('more');
  });
});
