import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'esbuild';

const bucketEndpoint = JSON.stringify(fileURLToPath(new URL('./bucket-endpoint.ts', import.meta.url)));

const ordinaryBuckets = `import { awsEndpointFunctions } from '@aws-sdk/core/client';
import { bucketEndpoint } from ${bucketEndpoint};
export const defaultEndpointResolver = bucketEndpoint(awsEndpointFunctions.partition);`;

/** The signer for several regions at once wraps the one for a single region. */
const oneRegion =
  "export { SignatureV4SignWithCredentials as SignatureV4MultiRegion } from './SignatureV4SignWithCredentials';";

/** Hashes written in JavaScript are for a Node without `node:crypto`; a Lambda's has it. */
const nativeOnly = 'export const Sha1Js = undefined, Sha256Js = undefined;';

/** Files of the SDK, and what stands in their place. It does the same for our calls or refuses in a sentence. */
const replacements: readonly (readonly [file: RegExp, contents: string])[] = [
  [/client-s3[\\/]dist-es[\\/]endpoint[\\/]endpointResolver\.js$/, ordinaryBuckets],
  [/signature-v4-multi-region[\\/]dist-es[\\/]SignatureV4MultiRegion\.js$/, oneRegion],
  [/dist-es[\\/].*[\\/]Sha(1|256)Js\.js$/, nativeOnly],
];

/** Puts shorter files in place of some of the SDK's (30 kB of S3). */
export const replacedFiles: Plugin = {
  name: 'replaced-files',
  setup: (build) => {
    for (const [filter, contents] of replacements) {
      build.onLoad({ filter }, ({ path }) => ({ contents, loader: 'js', resolveDir: dirname(path) }));
    }
  },
};
