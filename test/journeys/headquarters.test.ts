import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Role } from '@carbon-track/contract/roles.ts';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDemoNetwork } from './demo-network.ts';

const axeSource = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const sizes = { phone: { width: 360, height: 740 }, desk: { width: 1280, height: 900 } };
let network: Awaited<ReturnType<typeof startDemoNetwork>>;

beforeAll(async () => {
  network = await startDemoNetwork();
}, 180_000);
afterAll(() => network.stop());

const go = async (page: Page, path: string): Promise<void> => {
  await page.goto(`${network.system.urls.portal}${path}`);
  await page.locator('#main h1').waitFor();
  await page.waitForLoadState('networkidle');
};

type Violation = { id: string; nodes: { html: string }[] };

const violationsOf = async (page: Page): Promise<string[]> => {
  // The portal's policy allows no foreign script, so the judge is brought in as an evaluated string.
  await page.evaluate(await readFile(axeSource, 'utf8'));
  const found = await page.evaluate<Violation[]>('axe.run().then((result) => result.violations)');
  return found.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
};

describe('headquarters', () => {
  it('sees every factory of the network, and the basis of the ranking in heading and address', async () => {
    const page = await network.openPortal('hq-manager', sizes.desk);
    await go(page, '/overview');
    const overview = await page.locator('#main').innerText();
    expect(overview).toContain('Reporting');
    expect(overview).toMatch(/\d\/3/);
    expect(overview).toContain('Demonstration data');
    await go(page, '/leaderboard');
    await expect.poll(() => page.url()).toContain('basis=stack_co2');
    expect(await page.locator('h1').innerText()).toMatch(/stack CO₂ per kg made tea/);
    expect(await page.locator('#main').innerText()).toContain('Demonstration data');
    await page.context().close();
  });

  it('keeps a factory manager out of network figures, whatever address is typed', async () => {
    const page = await network.openPortal('factory-manager', sizes.desk);
    for (const path of ['/overview', '/leaderboard?basis=stack_co2', '/factories/motigo']) {
      await page.goto(`${network.system.urls.portal}${path}`);
      await expect.poll(() => page.locator('body').innerText()).toMatch(/needs the role|own factory/);
      expect(await page.locator('body').innerText()).not.toMatch(/kg\/kg ±/);
    }
    await page.context().close();
  });
});

const screens: readonly [Role, string][] = [
  ['factory-manager', '/factories/kapkoros'],
  ['factory-manager', '/factories/kapkoros/trends'],
  ['factory-manager', '/factories/kapkoros/alerts'],
  ['factory-manager', '/settings'],
  ['hq-manager', '/overview'],
  ['hq-manager', '/leaderboard'],
  ['hq-manager', '/factories'],
  ['ops', '/devices'],
  ['ops', '/quarantine'],
];

describe.each(Object.entries(sizes))('every screen on a %s', (_, size) => {
  it.each(['factory-manager', 'hq-manager', 'ops'] as const)(
    'of a %s fits its width, has no accessibility fault and shows no failure',
    async (role) => {
      const page = await network.openPortal(role, size);
      for (const [, path] of screens.filter(([who]) => who === role)) {
        await go(page, path);
        const width = await page.evaluate<number>('document.documentElement.scrollWidth');
        expect({ path, width }).toEqual({ path, width: size.width });
        expect({ path, violations: await violationsOf(page) }).toEqual({ path, violations: [] });
        expect({ path, failures: await page.locator('[role=alert]').allInnerTexts() }).toEqual({
          path,
          failures: [],
        });
      }
      await page.context().close();
    },
    240_000,
  );
});
