import { type Browser, chromium as playwright } from 'playwright-core';
import { findChromium } from './find-chromium.ts';

/** Headless, without the browser's own chatter to the outside. */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * A real Chromium from npm packages alone, so that a plain machine can run every journey. The caller closes it.
 * `CHROMIUM_PATH` names another Chromium to use instead.
 */
export const launchBrowser = async (): Promise<Browser> => {
  const { executablePath, libraryPath } = await findChromium();
  return playwright.launch({
    executablePath,
    headless: true,
    args: flags,
    // In the POSIX locale Chromium reports a language that no `Intl` accepts.
    env: {
      ...process.env,
      ...{ LANG: 'en_GB.UTF-8', LC_ALL: 'en_GB.UTF-8', LANGUAGE: 'en' },
      ...(libraryPath !== undefined && { LD_LIBRARY_PATH: libraryPath }),
    },
  });
};
