import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Metafile } from 'esbuild';
import { lighterSdk } from './lighter-sdk.ts';
import { lighterZod } from './lighter-zod.ts';
import { replacedFiles } from './replaced-files.ts';
import { withoutDescriptions } from './without-descriptions.ts';

export const projectRoot = fileURLToPath(new URL('../..', import.meta.url));

/** The file AWS starts for one Lambda. */
export const lambdaEntry = (lambda: string): string => join(projectRoot, 'lambdas', lambda, 'main.ts');

/** The one that shows what the contract says about itself. */
const describing = lambdaEntry('docs');

const beside = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

/** Bundles a file into `outDir/index.mjs`: one minified ES module with the SDK inside. Returns what went into it. */
export const bundleEntry = async (entry: string, outDir: string): Promise<Metafile> => {
  const { metafile } = await build({
    entryPoints: [entry],
    outfile: join(outDir, 'index.mjs'),
    absWorkingDir: projectRoot,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    // ES modules first: only they can be tree-shaken.
    mainFields: ['module', 'main'],
    alias: {
      '@aws-sdk/credential-provider-node': beside('./lambda-credentials.ts'),
      '@smithy/core/event-streams': beside('./no-event-streams.ts'),
      'mnemonist/lru-cache': beside('./small-cache.ts'),
    },
    plugins: [lighterSdk, lighterZod, replacedFiles, ...(entry === describing ? [] : [withoutDescriptions])],
    minify: true,
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
  });
  return metafile;
};

/** Bundles one Lambda. CDK, the test and the bench all weigh and ship what is made here. */
export const bundleLambda = (lambda: string, outDir: string): Promise<Metafile> =>
  bundleEntry(lambdaEntry(lambda), outDir);

/** CDK waits for a bundle and esbuild's plugins do not, so CDK runs this file: `bundle-lambda.ts <lambda> <folder>`. */
const [lambda, outDir] = process.argv.slice(2);
if (import.meta.main && lambda !== undefined && outDir !== undefined) await bundleLambda(lambda, outDir);
