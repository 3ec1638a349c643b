import type { Page } from 'playwright-core';
import * as z from 'zod';

const axeResultSchema = z.object({
  violations: z.array(
    z.object({ id: z.string(), nodes: z.array(z.object({ target: z.array(z.unknown()) })) }),
  ),
});
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const smallestTargetPx = 44;

/** Runs in the page: everything a finger is meant to hit and could miss. */
const smallTargets = `[...document.querySelectorAll('#root a, button, input, select, summary')]
  .filter((element) => {
    const { width, height, top } = element.getBoundingClientRect();
    return top >= 0 && width > 0 && (width < ${smallestTargetPx} || height < ${smallestTargetPx});
  })
  .map((element) => element.outerHTML.slice(0, 120))`;

/** What is wrong with the screen as it stands, in words; nothing when it is right. `axe` is axe-core's source. */
export const screenFaults = async (page: Page, axe: string): Promise<string[]> => {
  await page.evaluate(axe);
  const result = await page.evaluate(`axe.run(document, { runOnly: ${JSON.stringify(rules)} })`);
  const { violations } = axeResultSchema.parse(result);
  const sideways = z.number().parse(await page.evaluate('document.documentElement.scrollWidth - innerWidth'));
  const small = z.array(z.string()).parse(await page.evaluate(smallTargets));
  return [
    ...violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.target.join(' ')}`),
    ...(sideways > 0 ? [`scrolls sideways by ${sideways} px`] : []),
    ...small.map((html) => `target below ${smallestTargetPx} px: ${html}`),
  ];
};
