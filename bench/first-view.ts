import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext } from 'playwright-core';
import { startSystem } from '../local/system.ts';
import { launchBrowser } from '../test/browser/launch.ts';
import { signIn } from '../test/browser/sign-in.ts';
import { percentile } from './percentile.ts';

/** A line and a phone, as the browser plays them: round trip in ms, processor so many times slower. */
type Line = {
  readonly name: string;
  readonly kbps: number;
  readonly roundTripMs: number;
  readonly slowdown: number;
};

type StorageState = Awaited<ReturnType<BrowserContext['storageState']>>;

type View = { readonly dataS: number; readonly lcpS: number; readonly cls: number };

export type FirstViewRow = {
  readonly line: string;
  /** Nothing in the cache. */
  readonly cold: View;
  /** The same page again. */
  readonly warm: View;
};

const lines: readonly Line[] = [
  { name: '1.6 Mbps, 150 ms, processor ÷ 4', kbps: 1_600, roundTripMs: 150, slowdown: 4 },
  { name: '400 kbps, 300 ms', kbps: 400, roundTripMs: 300, slowdown: 1 },
];
const runs = 5;
const phone = { width: 360, height: 740 };
const bytesPerSecond = (kbps: number): number => (kbps * 1_000) / 8;

const watch = `
  window.firstView = { lcpMs: 0, cls: 0 };
  new PerformanceObserver((list) => { for (const entry of list.getEntries()) firstView.lcpMs = entry.startTime; })
    .observe({ type: 'largest-contentful-paint', buffered: true });
  new PerformanceObserver((list) => { for (const entry of list.getEntries()) firstView.cls += entry.value; })
    .observe({ type: 'layout-shift', buffered: true });`;

/** Opens the page once more in this context, over the line. */
const view = async (context: BrowserContext, url: string, line: Line): Promise<View> => {
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('Network.enable');
  await devtools.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: line.roundTripMs,
    downloadThroughput: bytesPerSecond(line.kbps),
    uploadThroughput: bytesPerSecond(line.kbps),
  });
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: line.slowdown });
  await page.addInitScript(watch);
  await page.goto(url, { waitUntil: 'commit' });
  await page
    .locator('#main')
    .getByText(/\d\s*kg\/h/)
    .first()
    .waitFor();
  const dataMs = await page.evaluate<number>('performance.now()');
  await page.waitForLoadState('networkidle');
  const { lcpMs, cls } = await page.evaluate<{ lcpMs: number; cls: number }>('window.firstView');
  await page.close();
  return { dataS: dataMs / 1_000, lcpS: lcpMs / 1_000, cls };
};

const median = (views: readonly View[]): View => {
  const middle = (pick: (one: View) => number): number => percentile(views.map(pick), 0.5);
  return {
    dataS: middle((one) => one.dataS),
    lcpS: middle((one) => one.lcpS),
    cls: middle((one) => one.cls),
  };
};

/** A phone on which somebody is signed in and nothing else is kept: opens the page twice. */
const visits = async (
  browser: Browser,
  signedIn: StorageState,
  url: string,
  line: Line,
): Promise<{ cold: View; warm: View }> => {
  const context = await browser.newContext({ viewport: phone, storageState: signedIn });
  try {
    return { cold: await view(context, url, line), warm: await view(context, url, line) };
  } finally {
    await context.close();
  }
};

/** Bench (e): a factory's Live page on a phone, from the address typed to its figures. */
export const benchFirstView = async (): Promise<readonly FirstViewRow[]> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'carbon-track-bench-'));
  const system = await startSystem({
    ...{ dataDir, seed: 'small', simulator: false, portal: true },
    log: (message) => console.error(message),
  });
  const browser = await launchBrowser();
  try {
    const login = system.demoLogins.find(({ role }) => role === 'factory-manager');
    if (login === undefined) throw new Error('the seed has no factory manager');
    const context = await browser.newContext({ viewport: phone });
    const page = await context.newPage();
    await signIn(page, system.urls.portal, login);
    await page.waitForURL('**/factories/*');
    const [url, signedIn] = [page.url(), await context.storageState()];
    await context.close();
    const rows: FirstViewRow[] = [];
    for (const line of lines) {
      const all: { cold: View; warm: View }[] = [];
      for (let run = 0; run < runs; run += 1) all.push(await visits(browser, signedIn, url, line));
      rows.push({
        line: line.name,
        cold: median(all.map(({ cold }) => cold)),
        warm: median(all.map(({ warm }) => warm)),
      });
    }
    return rows;
  } finally {
    await browser.close();
    await system.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
};

if (import.meta.main) console.dir(await benchFirstView());
