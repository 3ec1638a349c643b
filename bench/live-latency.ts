import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { type Simulator, startSimulator } from '../local/simulator/simulator.ts';
import type { RunningSystem } from '../local/system.ts';
import { launchBrowser } from '../test/browser/launch.ts';
import { signIn } from '../test/browser/sign-in.ts';
import { percentile } from './percentile.ts';

export type LatencyRow = {
  readonly devices: number;
  readonly paints: number;
  readonly p50S: number;
  readonly p95S: number;
};

const watchedSeconds = 75;
const settleSeconds = 10;
const patienceMs = 120_000;

type Painted = { readonly takenAtMs: number; readonly paintedAtMs: number };

const paintedIn = (page: Page): Promise<Painted[]> =>
  page.evaluate<Painted[]>(
    `performance.getEntriesByName('live-painted').map((mark) => ({
       takenAtMs: mark.detail.takenAtMs, paintedAtMs: performance.timeOrigin + mark.startTime }))`,
  );

/** Seconds from taken to the first frame that showed the reading; a screen is painted again for other reasons. */
export const firstPaintsS = (painted: readonly Painted[], fromMs: number): number[] => {
  const first = new Map<number, number>();
  for (const { takenAtMs, paintedAtMs } of painted) {
    if (takenAtMs >= fromMs) first.set(takenAtMs, Math.min(paintedAtMs, first.get(takenAtMs) ?? paintedAtMs));
  }
  return [...first].map(([takenAtMs, paintedAtMs]) => (paintedAtMs - takenAtMs) / 1_000);
};

/** A fleet that connects all at once, and the first roll-up beside it, are another matter than a running system. */
const untilSettled = async (fleet: Simulator, devices: number): Promise<void> => {
  const limitMs = Date.now() + patienceMs;
  while (fleet.counts().connected < devices || fleet.counts().pending > devices) {
    if (Date.now() > limitMs)
      throw new Error('the fleet did not connect in 2 minutes: run the bench when the machine is idle');
    await pause(200);
  }
  await pause(settleSeconds * 1_000);
};

const watchLive = async (system: RunningSystem): Promise<number[]> => {
  const login = system.demoLogins.find(({ role }) => role === 'factory-manager');
  if (login === undefined) throw new Error('the demo accounts have a factory manager');
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(patienceMs);
    await signIn(page, system.urls.portal, login);
    await pause(settleSeconds * 1_000);
    const fromMs = Date.now();
    await pause(watchedSeconds * 1_000);
    return firstPaintsS(await paintedIn(page), fromMs);
  } finally {
    await browser.close();
  }
};

/**
 * The demo manager's Live page in a real Chromium while the whole fleet publishes every 5 s, one reading a message.
 * A sensor's sample, TLS, stream, conversion, live topic, WebSocket and the frame that shows it are all inside.
 */
export const benchLiveLatency = async (system: RunningSystem, dataDir: string): Promise<LatencyRow> => {
  const { manifest } = system;
  const fleet = startSimulator({ manifest, dataFolder: dataDir, faults: [] });
  try {
    await untilSettled(fleet, manifest.devices.length);
    const seconds = await watchLive(system);
    if (seconds.length === 0) throw new Error('the Live page painted no live reading: open it and look why');
    return {
      devices: manifest.devices.length,
      paints: seconds.length,
      p50S: percentile(seconds, 0.5),
      p95S: percentile(seconds, 0.95),
    };
  } finally {
    await fleet.stop();
  }
};
