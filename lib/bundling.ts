import { fileURLToPath } from 'node:url';
import { type BundlingOptions, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';
import type { BuildOptions } from 'esbuild';

export const projectRoot = fileURLToPath(new URL('..', import.meta.url));

/** The file AWS starts for one Lambda. */
export const lambdaEntry = (lambda: string): string => `${projectRoot}lambdas/${lambda}/main.ts`;

const target = 'node24';
/** ES modules first: only they can be tree-shaken. */
const mainFields = ['module', 'main'];
/** CommonJS packages inside an ES module bundle still call `require` for Node's own modules. */
const banner = "import{createRequire}from'node:module';const require=createRequire(import.meta.url);";

/** How CDK bundles a Lambda: one minified ES module with the SDK inside, by the esbuild in node_modules. */
export const bundling: BundlingOptions = {
  format: OutputFormat.ESM,
  target,
  mainFields,
  banner,
  minify: true,
  sourceMap: false,
  bundleAwsSDK: true,
  forceDockerBundling: false,
};

/** The same bundle through esbuild's own interface, for the test and the bench that weigh it. */
export const bundleOptions = (lambda: string, outfile: string): BuildOptions => ({
  entryPoints: [lambdaEntry(lambda)],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target,
  mainFields,
  banner: { js: banner },
  minify: true,
  metafile: true,
  logLevel: 'silent',
});
