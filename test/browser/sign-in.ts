import type { Page } from 'playwright-core';

/** Signs in as a person would and waits until the first screen stands. */
export const signIn = async (
  page: Page,
  origin: string,
  login: { email: string; password: string },
): Promise<void> => {
  await page.goto(origin);
  await page.locator('input[name=username]').fill(login.email);
  await page.locator('input[name=password]').fill(login.password);
  await page.locator('button[type=submit]').click();
  await page.locator('#main h1').waitFor();
};
