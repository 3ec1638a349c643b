import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { firmwareText } from './partition-table.ts';

const workflow = readFileSync(join(import.meta.dirname, '../../.github/workflows/firmware.yml'), 'utf8');

it('the workflow builds every environment of platformio.ini', () => {
  const environments = [...firmwareText('platformio.ini').matchAll(/^\[env:(.+)\]$/gm)].map(
    ([, name]) => name,
  );
  expect(environments.length).toBeGreaterThan(2);
  const built = /environment: \[(.+)\]/.exec(workflow)?.[1]?.split(', ');
  expect(built?.toSorted()).toEqual(environments.toSorted());
});

it('the toolchain is one exact release, so that a build next year is the same', () => {
  const platforms = [...firmwareText('platformio.ini').matchAll(/^platform = (.+)$/gm)].map(
    ([, platform]) => platform,
  );
  expect(platforms).toHaveLength(2);
  for (const platform of platforms) expect(platform).toMatch(/\/\d+\.\d+\.\d+\/|@\d+\.\d+\.\d+$/);
});
