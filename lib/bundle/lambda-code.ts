import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AssetHashType, DockerImage } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { lambdaEntry } from './bundle-lambda.ts';

const bundler = fileURLToPath(new URL('./bundle-lambda.ts', import.meta.url));

const bundleHere = (lambda: string, outputDir: string): boolean => {
  const { status } = spawnSync(process.execPath, [bundler, lambda, outputDir], { stdio: 'inherit' });
  if (status === 0) return true;
  throw new Error(`esbuild could not bundle lambdas/${lambda}/main.ts; its message stands above.`);
};

/** The code of one Lambda, bundled on this machine without Docker or network. */
export const lambdaCode = (lambda: string): Code => {
  const entry = lambdaEntry(lambda);
  if (!existsSync(entry)) {
    throw new Error(`lambdas/${lambda}/main.ts is missing; write it, or take the Lambda out of lib/.`);
  }
  return Code.fromAsset(dirname(entry), {
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      image: DockerImage.fromRegistry('never-used'),
      local: { tryBundle: (outputDir) => bundleHere(lambda, outputDir) },
    },
  });
};
