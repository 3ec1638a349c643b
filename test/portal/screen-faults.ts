import type { Page } from 'playwright-core';

type AxeResult = { violations: { id: string; nodes: { target: string[] }[] }[] };
declare global {
  // Put into the page by the caller's source of axe-core.
  var axe: { run: (root: Document, options: object) => Promise<AxeResult> };
}

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const smallestTargetPx = 44;

/** What is wrong with the screen as it stands, in words; nothing when it is right. `axe` is axe-core's source. */
export const screenFaults = async (page: Page, axe: string): Promise<string[]> => {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(
    (values) => globalThis.axe.run(document, { runOnly: values }),
    rules,
  );
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  const small = await page.evaluate(
    (least) =>
      [...document.querySelectorAll('#root a, button, input, select, summary')]
        .filter((element) => {
          const { width, height, top } = element.getBoundingClientRect();
          return top >= 0 && width > 0 && (width < least || height < least);
        })
        .map((element) => element.outerHTML.slice(0, 120)),
    smallestTargetPx,
  );
  return [
    ...violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.target.join(' ')}`),
    ...(sideways > 0 ? [`scrolls sideways by ${sideways} px`] : []),
    ...small.map((html) => `target below ${smallestTargetPx} px: ${html}`),
  ];
};
