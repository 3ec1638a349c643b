import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { routes } from '@carbon-track/contract/routes.ts';
import { afterAll, describe, expect, it } from 'vitest';
import { lambdaNames } from '../../../bench/bundles.ts';
import { bundleLambda } from '../../../lib/bundle/bundle-lambda.ts';

const folder = mkdtempSync(join(tmpdir(), 'carbon-track-bundle-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/**
 * Largest minified size in kB of 1000 B, whichever archive is chosen: one bundle serves both. `devices` carries the
 * client of AWS IoT.
 */
const limits: Readonly<Record<string, number>> = { devices: 550 };
const limitKb = (lambda: string): number => limits[lambda] ?? 450;

describe('the bundle of', async () => {
  const lambdas = await lambdaNames();

  it('every Lambda is looked at', () => expect(lambdas).toHaveLength(15));

  it.each(lambdas)(
    '%s fits its budget and holds neither zod’s languages nor the credential chain',
    async (lambda) => {
      const metafile = await bundleLambda(lambda, join(folder, lambda));
      const inside = Object.values(metafile.outputs).flatMap(({ inputs }) =>
        Object.entries(inputs).flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? [path] : [])),
      );
      expect(inside).toContain(`lambdas/${lambda}/main.ts`);
      expect(
        inside.filter((path) => /zod\/v4\/locales\/(?!en\.)|credential-provider-(ini|sso|node)/.test(path)),
      ).toEqual([]);
      expect(statSync(join(folder, lambda, 'index.mjs')).size / 1000).toBeLessThanOrEqual(limitKb(lambda));
    },
  );

  it('docs alone holds what the contract says about itself', () => {
    const holding = lambdas.filter((lambda) =>
      readFileSync(join(folder, lambda, 'index.mjs'), 'utf8').includes(routes.getDocs.summary),
    );
    expect(holding).toEqual(['docs']);
  });

  it('a Lambda starts outside this project with nothing but its environment', async () => {
    await bundleLambda('users', join(folder, 'alone'));
    const run = spawnSync(
      process.execPath,
      ['-e', `import('${join(folder, 'alone', 'index.mjs')}').then((m) => console.log(typeof m.handler))`],
      {
        cwd: folder,
        encoding: 'utf8',
        env: { AWS_REGION: 'eu-west-1', LEDGER_TABLE: 'ledger', PORTAL_ORIGIN: 'https://portal.example' },
      },
    );
    expect(run.stderr).toBe('');
    expect(run.stdout.trim()).toBe('function');
  });
});
