import { S3Client } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { bucketEndpoint } from '../../../lib/bundle/bucket-endpoint.ts';

const { config } = new S3Client({ region: 'eu-west-1' });
const usual = {
  Accelerate: false,
  DisableMultiRegionAccessPoints: false,
  ForcePathStyle: false,
  UseArnRegion: true,
  UseDualStack: false,
  UseFIPS: false,
  UseGlobalEndpoint: false,
};
const suffixes: Readonly<Record<string, string>> = { 'cn-north-1': 'amazonaws.com.cn' };
const ours = bucketEndpoint((region) => ({ dnsSuffix: suffixes[region] ?? 'amazonaws.com' }));

const places = [
  {},
  { ForcePathStyle: true },
  { Endpoint: 'http://127.0.0.1:4566' },
  { Endpoint: 'http://[::1]:4566/' },
  { Endpoint: 'http://emulator:4566' },
  { Endpoint: 'https://emulator.example/below' },
  { Endpoint: 'http://emulator:4566/', ForcePathStyle: true },
].flatMap((place) =>
  ['eu-west-1', 'us-east-1', 'af-south-1', 'cn-north-1', 'us-gov-west-1'].flatMap((Region) =>
    ['ct-dev-archive-123456789012-eu-west-1', 'abc', `a${'1'.repeat(62)}`].map((Bucket) => ({
      ...usual,
      ...place,
      Region,
      Bucket,
    })),
  ),
);

describe('the endpoint of a bucket', () => {
  it.each(places)('is what the rules of S3 say about $Bucket in $Region at $Endpoint', (place) => {
    const theirs = config.endpointProvider(place, {});
    const { url, ...rest } = ours(place);
    expect(url.href).toBe(theirs.url.href);
    expect(rest).toEqual({ properties: theirs.properties, headers: theirs.headers });
  });

  it.each(['Accelerate', 'UseDualStack', 'UseFIPS', 'UseGlobalEndpoint', 'UseObjectLambdaEndpoint'])(
    'is refused with %s',
    (setting) => {
      expect(() => ours({ Region: 'eu-west-1', Bucket: 'abc', [setting]: true })).toThrow(setting);
    },
  );

  it.each([
    'express--use1-az4--x-s3',
    'point--op-s3',
    'arn:aws:s3:eu-west-1:123456789012:accesspoint/x',
    'With.Dots',
    'ab',
    '',
  ])('is refused for a bucket named %j', (Bucket) => {
    expect(() => ours({ Region: 'eu-west-1', Bucket })).toThrow('lib/bundle/replaced-files.ts');
  });
});
