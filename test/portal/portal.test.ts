import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LatestEmissions } from '@carbon-track/contract/emissions.ts';
import type { Role } from '@carbon-track/contract/roles.ts';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { launchBrowser } from '../browser/launch.ts';
import { signIn } from '../browser/sign-in.ts';
import { countScripts } from './count-scripts.ts';
import { type Fixture, startFixture } from './fixture-server.ts';
import { screenFaults } from './screen-faults.ts';

const frontend = join(import.meta.dirname, '../../frontend');
const axeSource = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const screens: readonly [role: Role, paths: readonly string[]][] = [
  [
    'factory-manager',
    ['', '/trends?range=7d', '/trends?range=28d', '/alerts'].map((path) => `/factories/kapkoros${path}`),
  ],
  ['hq-manager', ['/overview', '/leaderboard', '/factories', '/alerts', '/settings']],
  ['ops', ['/devices', '/quarantine', '/factories/kapkoros']],
];
const looks = [
  { width: 360, theme: 'light', language: 'sw' },
  { width: 1280, theme: 'dark', language: 'en' },
] as const;

describe('the portal in a browser', () => {
  let folder: string;
  let fixture: Fixture;
  let browser: Browser;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'carbon-track-dist-'));
    // The runner says `test`, which would build React for development: three times the size.
    vi.stubEnv('NODE_ENV', 'production');
    await build({ root: frontend, logLevel: 'error', build: { outDir: folder, emptyOutDir: true } });
    vi.unstubAllEnvs();
    [fixture, browser] = await Promise.all([startFixture(folder), launchBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await fixture?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const loginOf = (role: Role) => {
    const login = fixture.logins.find((one) => one.role === role);
    if (login === undefined) throw new Error(`The fixture has no ${role}: add one to its demo accounts.`);
    return login;
  };

  const open = async (
    settings: { theme?: string; language?: string } = {},
    width = 360,
    csp = true,
  ): Promise<{ context: BrowserContext; page: Page; failures: string[] }> => {
    const context = await browser.newContext({ viewport: { width, height: 780 }, bypassCSP: !csp });
    const page = await context.newPage();
    const failures: string[] = [];
    page.on('pageerror', (error) => failures.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') failures.push(message.text());
    });
    await page.addInitScript(
      (stored) => localStorage.setItem('carbon-track.settings', stored),
      JSON.stringify(settings),
    );
    return { context, page, failures };
  };

  it.each(looks)(
    'breaks no accessibility rule, scrolls nowhere sideways and has no target below 44 px: $width px, $theme, $language',
    async ({ width, theme, language }) => {
      for (const [role, paths] of screens) {
        // The checker's own code is put into the page, which the page's policy rightly forbids.
        const { context, page, failures } = await open({ theme, language }, width, false);
        const axe = await axeSource;
        await page.goto(fixture.url);
        await page.locator('input[name=username]').waitFor();
        expect(await screenFaults(page, axe), 'sign in').toEqual([]);
        await signIn(page, fixture.url, loginOf(role));
        for (const path of paths) {
          await page.goto(fixture.url + path);
          await page.locator('#main h1').waitFor();
          await page.waitForLoadState('networkidle');
          expect(await screenFaults(page, axe), `${role} ${path}`).toEqual([]);
        }
        expect(failures).toEqual([]);
        await context.close();
      }
    },
    240_000,
  );

  it('shows live patches that come over MQTT and marks the frame that shows them', async () => {
    const { context, page, failures } = await open({}, 1280);
    await signIn(page, fixture.url, loginOf('factory-manager'));
    const republish = setInterval(fixture.publish, 500);
    try {
      await page
        .getByText(/^Live, \d+\u00a0s ago$/)
        .first()
        .waitFor();
      const marks = await page.evaluate(() =>
        performance
          .getEntriesByName('live-painted')
          .map((mark) => (mark instanceof PerformanceMark ? Number(mark.detail?.takenAtMs) : 0)),
      );
      expect(marks.length).toBeGreaterThan(0);
      expect(Math.abs(Date.now() - Math.max(...marks))).toBeLessThan(60_000);
    } finally {
      clearInterval(republish);
    }
    expect(failures).toEqual([]);
    await context.close();
  });

  it('takes its leases under one id over reloads, and under another in a tab with a copy of its storage', async () => {
    const { context, page } = await open();
    const leaseOf = async (asking: Page, load: () => Promise<unknown>): Promise<unknown> => {
      const [request] = await Promise.all([
        asking.waitForRequest((one) => one.url().endsWith('/api/live/lease')),
        load(),
      ]);
      return request.postDataJSON().tabId;
    };
    const first = await leaseOf(page, () => signIn(page, fixture.url, loginOf('factory-manager')));
    for (const _ of ['once', 'twice', 'three times'])
      expect(await leaseOf(page, () => page.reload())).toBe(first);
    const [copy] = await Promise.all([
      context.waitForEvent('page'),
      page.evaluate("void window.open('about:blank')"),
    ]);
    const copied = await leaseOf(copy, () => copy.goto(`${fixture.url}/factories/kapkoros`));
    expect(copied).toMatch(/^[a-z0-9]{16}$/);
    expect(copied).not.toBe(first);
    await context.close();
  });

  it.each([
    ['en', 'Warming up', 'Over the sensor’s range', 'Reporting without a rate'],
    ['sw', 'Inapasha moto', 'Imezidi uwezo wa kihisi', 'Inaripoti bila kiwango'],
  ] as const)(
    'gives the reason in the place of a rate that no chimney has (%s)',
    async (language, ...words) => {
      const { context, page } = await open({ language });
      await page.routeWebSocket('**/mqtt', (socket) => socket.close());
      const states = [['warm_up'], ['over_range'], ['warm_up', 'over_range']];
      let asked = 0;
      await page.route('**/api/emissions/latest**', async (route) => {
        const response = await route.fetch();
        const latest: LatestEmissions = await response.json();
        const own = states[asked] ?? [];
        latest.chimneys.forEach(({ snapshot }, index) => {
          if (snapshot === null) return;
          const state = own[index % own.length];
          Object.assign(snapshot, { operatingState: 'firing', rateKgPerS: null });
          Object.assign(snapshot.co2DryFraction, { value: null, state });
        });
        await route.fulfill({ response, json: latest });
      });
      await signIn(page, fixture.url, loginOf('factory-manager'));
      for (const word of words) {
        await page.locator('#main section').first().getByText(word, { exact: true }).waitFor();
        asked += 1;
        await page.reload();
      }
      await context.close();
    },
  );

  it('records a cause and says who looks after an alert', async () => {
    const { context, page } = await open();
    await signIn(page, fixture.url, loginOf('factory-manager'));
    await page.goto(`${fixture.url}/factories/kapkoros/alerts`);
    await page.getByRole('button', { name: 'I am looking into it' }).first().click();
    await page.getByText(/Demo manager of Kapkoros has been looking into it/).waitFor();
    await page.getByRole('button', { name: 'What was the cause?' }).first().click();
    await page.getByLabel('What you found, in a sentence').fill('Damper stuck open');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Cause: Damper stuck open').waitFor();
    await context.close();
  });

  it('revokes a device only after its name was typed', async () => {
    const { context, page } = await open({}, 1280);
    await signIn(page, fixture.url, loginOf('ops'));
    await page.goto(`${fixture.url}/devices?factoryId=kapkoros`);
    await page.getByRole('button', { name: 'Revoke ct-kapkoros-1a' }).click();
    const confirm = page.getByRole('dialog').getByRole('button', { name: 'Revoke' });
    await page.getByLabel('Type ct-kapkoros-1a to confirm').fill('ct-kapkoros-1');
    expect(await confirm.isDisabled()).toBe(true);
    await page.getByLabel('Type ct-kapkoros-1a to confirm').fill('ct-kapkoros-1a');
    await confirm.click();
    await page.getByRole('button', { name: 'Revoke ct-kapkoros-1a' }).waitFor({ state: 'detached' });
    await context.close();
  });

  it('sends a device its settings, within their rules, and shows what the device makes of them', async () => {
    const { context, page } = await open({}, 1280);
    await signIn(page, fixture.url, loginOf('ops'));
    await page.goto(`${fixture.url}/devices?factoryId=kapkoros`);
    await page.getByRole('button', { name: 'Settings ct-kapkoros-2a' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('The device runs what is wished').waitFor();
    const send = dialog.getByRole('button', { name: 'Send to the device' });
    await dialog.getByLabel('Measure every, s').fill('90');
    await dialog.getByText('Must not be below how often it measures.').waitFor();
    expect(await send.isDisabled()).toBe(true);
    await dialog.getByLabel('Measure every, s').fill('301');
    await dialog.getByText('Not a whole number in its range. 3 to 300').waitFor();
    await dialog.getByLabel('Measure every, s').fill('30');
    await send.click();
    await dialog.getByText(/Waiting for the device since/).waitFor();
    expect(await dialog.getByText('Revision 4').count()).toBe(1);
    await dialog.getByText('The device runs what is wished').waitFor();
    expect(await dialog.getByText('Revision 4').count()).toBe(2);
    await dialog.getByText('3 to 300 · now 30').waitFor();
    await context.close();
  });

  it.each(looks)(
    'says in words why a device refused its settings, and breaks no rule there: $width px, $theme, $language',
    async ({ width, theme, language }) => {
      const { context, page, failures } = await open({ theme, language }, width, false);
      await signIn(page, fixture.url, loginOf('ops'));
      await page.goto(`${fixture.url}/devices`);
      await page.locator('tbody tr').first().getByRole('button').first().click();
      const dialog = page.getByRole('dialog');
      const words = language === 'sw' ? 'Programu ya kifaa haiijui.' : 'This firmware does not know it.';
      await dialog.getByText(words).waitFor();
      const closed = dialog.locator('details:not([open]) > summary');
      while ((await closed.count()) > 0) await closed.first().click();
      expect(await screenFaults(page, await axeSource)).toEqual([]);
      expect(failures).toEqual([]);
      await context.close();
    },
  );

  it('keeps filters in the address and drops the session with everything it read at sign-out', async () => {
    const { context, page } = await open({}, 1280);
    await signIn(page, fixture.url, loginOf('hq-manager'));
    await page.goto(`${fixture.url}/leaderboard`);
    await page.getByLabel('Region').selectOption('East of Rift');
    await page.waitForURL(/basis=stack_co2.*region=East/);
    await page.goto(`${fixture.url}/settings`);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.locator('input[name=username]').waitFor();
    const kept = await page.evaluate(() =>
      Object.keys(localStorage).filter((key) => key.startsWith('carbon-track.session')),
    );
    expect(kept).toEqual([]);
    await context.close();
  });

  it('asks for lists anew after a reload from what the phone kept, without an invented cursor', async () => {
    const { context, page, failures } = await open();
    await signIn(page, fixture.url, loginOf('factory-manager'));
    const cursors: (string | null)[] = [];
    page.on('request', (request) => {
      const url = new URL(request.url());
      if (url.pathname === '/api/alerts') cursors.push(url.searchParams.get('cursor'));
    });
    for (const _ of ['first', 'again', 'and again']) {
      await page.goto(`${fixture.url}/factories/kapkoros/alerts`);
      await page
        .getByText(/Gas too hot/)
        .first()
        .waitFor();
      // What was read is written to the phone once a second.
      await page.waitForTimeout(1_500);
    }
    expect(cursors.length).toBeGreaterThan(0);
    expect(cursors.filter((cursor) => cursor !== null)).toEqual([]);
    expect(failures).toEqual([]);
    await context.close();
  });

  it('shows a failure with a way to try again that can be read', async () => {
    const { context, page } = await open({}, 360, false);
    await signIn(page, fixture.url, loginOf('hq-manager'));
    await page.route('**/api/factories/leaderboard**', (route) =>
      route.fulfill({ status: 409, json: { type: 't', title: 'T', status: 409, detail: 'Not now.' } }),
    );
    await page.goto(`${fixture.url}/leaderboard`);
    await page.getByRole('alert').getByRole('button').waitFor();
    // The checker calls ink of the paper's own colour undecided, so it is asked here.
    const style = `getComputedStyle(document.querySelector('[role=alert] button'))`;
    expect(await page.evaluate(`${style}.color === ${style}.backgroundColor`)).toBe(false);
    expect(await screenFaults(page, await axeSource)).toEqual([]);
    await context.close();
  });

  it('names every tab of the phone in one line, in either language', async () => {
    for (const language of ['en', 'sw']) {
      const { context, page } = await open({ language });
      await signIn(page, fixture.url, loginOf('ops'));
      const heights = await page
        .locator('nav li span:visible')
        .evaluateAll((all) => all.map((name) => name.clientHeight || name.offsetHeight));
      expect(heights.length).toBe(5);
      expect(Math.max(...heights)).toBeLessThan(20);
      await context.close();
    }
  });

  it.each([
    ['hq-manager', 'Devices'],
    ['verifier', 'Devices'],
    ['ops', 'Rank'],
  ] as const)('leads a phone of %s from Settings to what its tabs leave out: %s', async (role, name) => {
    const { context, page } = await open({}, 360, false);
    await signIn(page, fixture.url, loginOf(role));
    expect(await page.getByRole('link', { name, exact: true }).count()).toBe(0);
    await page.getByRole('link', { name: 'Settings' }).click();
    const link = page.locator('#main nav').getByRole('link', { name, exact: true });
    await link.waitFor();
    expect(await screenFaults(page, await axeSource)).toEqual([]);
    await link.click();
    await page.waitForURL(/\/(devices|leaderboard)/);
    await page.locator('#main tbody tr, #main li').first().waitFor();
    await context.close();
  });

  it('moves nothing when the live connection fails, and says so in the line that is there', async () => {
    const { context, page } = await open({ language: 'sw' });
    await signIn(page, fixture.url, loginOf('factory-manager'));
    await page.getByText(/kg\/h/).first().waitFor();
    const card = page.locator('#main section').first();
    const before = await card.boundingBox();
    await context.setOffline(true);
    await page.getByText('Simu haina mtandao').waitFor();
    expect(await card.boundingBox()).toEqual(before);
    await context.close();
  });

  it('shows the factory that a thumb came near on the map', async () => {
    const { context, page } = await open();
    await signIn(page, fixture.url, loginOf('hq-manager'));
    // The northernmost of all: nobody else is near.
    const marker = page.locator('svg[role=img] path:has(title:text("Igembe"))');
    await marker.scrollIntoViewIfNeeded();
    const box = await marker.boundingBox();
    if (box === null) throw new Error('Igembe has no marker: the map changed.');
    await page.mouse.click(box.x + box.width / 2 + 6, box.y + box.height / 2 - 6);
    const line = page.locator('#main [role=status] li');
    await line.waitFor();
    expect(await line.getByRole('link').allTextContents()).toEqual(['Igembe']);
    await context.close();
  });

  it('lists every factory beside the map on a desk, and devices as a table that fits', async () => {
    const { context, page } = await open({ language: 'sw' }, 1280);
    await signIn(page, fixture.url, loginOf('ops'));
    await page.goto(`${fixture.url}/overview`);
    const first = page.locator('details[open] li').first();
    await first.waitFor();
    expect((await first.boundingBox())?.y).toBeLessThan(2_000);
    expect(await page.evaluate('document.documentElement.scrollHeight')).toBeLessThan(1_000);
    await page.goto(`${fixture.url}/devices`);
    const row = page.locator('tbody tr').first();
    await row.waitFor();
    expect((await row.boundingBox())?.height).toBeLessThan(90);
    for (let width = 1_400; width >= 320; width -= 40) {
      await page.setViewportSize({ width, height: 780 });
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    }
    await context.close();
  });

  it('gives a factory of the leaderboard two lines on a phone', async () => {
    const { context, page } = await open({ language: 'sw' });
    await signIn(page, fixture.url, loginOf('hq-manager'));
    await page.goto(`${fixture.url}/leaderboard`);
    const rows = page.locator('tbody tr');
    await rows.first().waitFor();
    const heights = await rows.evaluateAll((all) => all.map((row) => row.getBoundingClientRect().height));
    expect(heights.length).toBeGreaterThan(50);
    expect(Math.max(...heights)).toBeLessThan(64);
    await context.close();
  });

  const enter = async (page: Page, email: string, password: string): Promise<void> => {
    await page.locator('input[name=username]').fill(email);
    await page.locator('input[name=password]').fill(password);
    await page.locator('button[type=submit]').click();
  };

  it('refuses a wrong password in words', async () => {
    const { context, page } = await open();
    await page.goto(fixture.url);
    await enter(page, loginOf('ops').email, 'wrong');
    await page.getByText('E-mail or password is not right.').waitFor();
    await context.close();
  });

  it('asks a newcomer for a password of his own, and shows why an account without a role sees nothing', async () => {
    const { context, page } = await open();
    const email = 'new@demo.example';
    await fixture.pool.api('AdminCreateUser', {
      UserPoolId: fixture.pool.userPoolId,
      Username: email,
      TemporaryPassword: 'Tea-first-visit-1',
      MessageAction: 'SUPPRESS',
      UserAttributes: [{ Name: 'email', Value: email }],
    });
    await page.goto(fixture.url);
    await enter(page, email, 'Tea-first-visit-1');
    await page.getByLabel('New password').fill('My-own-password-2');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Your account has no role yet: ask headquarters.').waitFor();
    await context.close();
  });

  it('loads at most 150 kB of compressed script to sign in, and 168 kB for a factory’s figures, alerts and live client', async () => {
    const { context, page } = await open();
    const scripts = countScripts(page);
    await page.goto(fixture.url);
    await page.waitForLoadState('networkidle');
    const signInKb = await scripts.kilobytes();
    await signIn(page, fixture.url, loginOf('factory-manager'));
    const again = await context.newPage();
    const later = countScripts(again);
    await again.goto(`${fixture.url}/factories/kapkoros`);
    await again.getByText(/kg\/h/).first().waitFor();
    const firstFigureKb = await later.kilobytes();
    console.log(`first view: sign-in ${signInKb} kB, Live ${firstFigureKb} kB of gzip script`);
    expect(signInKb).toBeGreaterThan(50);
    expect(signInKb).toBeLessThanOrEqual(150);
    expect(firstFigureKb).toBeLessThanOrEqual(168);
    await context.close();
  });
});
