import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';

/** Adds up the scripts a page loads from now on, as gzip would carry them. */
export const countScripts = (page: Page) => {
  const sizes: Promise<number>[] = [];
  page.on('response', (response) => {
    if (!new URL(response.url()).pathname.endsWith('.js')) return;
    const size = response.body().then((body) => gzipSync(body, { level: 9 }).length);
    // A script that is still on its way when the page closes was not part of the first view.
    sizes.push(size.catch(() => 0));
  });
  return {
    /** kB so far, to one decimal. */
    kilobytes: async (): Promise<number> => {
      const bytes = (await Promise.all([...sizes])).reduce((sum, size) => sum + size, 0);
      return Math.round(bytes / 100) / 10;
    },
  };
};
