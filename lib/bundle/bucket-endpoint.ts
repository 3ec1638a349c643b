import { isIPv4 } from 'node:net';

/** What the S3 client knows when it asks where to send a request; the names are the SDK's. */
export type BucketEndpointParameters = {
  readonly Bucket?: string | undefined;
  readonly Region?: string | undefined;
  readonly Endpoint?: string | undefined;
  readonly ForcePathStyle?: boolean | undefined;
  readonly [setting: string]: unknown;
};

/** Settings and names that lead elsewhere than to an ordinary bucket of one region. */
const special = ['Accelerate', 'UseDualStack', 'UseFIPS', 'UseGlobalEndpoint', 'UseObjectLambdaEndpoint'];
const ordinaryName = /^(?=.{3,63}$)[a-z0-9]+(-[a-z0-9]+)*$/;

const refused = (what: string): Error =>
  new Error(
    `${what} is left out of the Lambda bundles: take bucket-endpoint.ts out of lib/bundle/replaced-files.ts.`,
  );

/**
 * Where S3 keeps ordinary buckets, by name in front of the host or, at an address of digits, in the path. Takes the
 * place of S3's rules for access points, Outposts, S3 Express and Object Lambda (17 kB); a test holds both together.
 */
export const bucketEndpoint =
  (partitionOf: (region: string) => { readonly dnsSuffix: string }) =>
  ({ Bucket = '', Region = '', Endpoint, ForcePathStyle, ...others }: BucketEndpointParameters) => {
    const setting = special.find((name) => others[name] === true);
    if (setting !== undefined) throw refused(`The S3 setting ${setting}`);
    if (!ordinaryName.test(Bucket)) throw refused(`A bucket named "${Bucket}"`);
    const url = new URL(Endpoint ?? `https://s3.${Region}.${partitionOf(Region).dnsSuffix}`);
    const isAddress = isIPv4(url.hostname) || url.hostname.startsWith('[');
    if (ForcePathStyle === true || isAddress) url.pathname = `${url.pathname.replace(/\/$/, '')}/${Bucket}`;
    else url.hostname = `${Bucket}.${url.hostname}`;
    const scheme = { disableDoubleEncoding: true, name: 'sigv4', signingName: 's3', signingRegion: Region };
    return { url, properties: { authSchemes: [scheme] }, headers: {} };
  };
