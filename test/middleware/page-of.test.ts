import fc from 'fast-check';
import { expect, it } from 'vitest';
import { InvalidCursorError } from '../../lambdas/adapters/cursor.ts';
import { pageOf } from '../../lambdas/middleware/page-of.ts';

const all = (items: readonly string[], limit: number): string[][] => {
  const pages: string[][] = [];
  let cursor: string | undefined;
  for (;;) {
    const page = pageOf(items, (item) => item, { limit, cursor });
    pages.push(page.items);
    if (page.nextCursor === null) return pages;
    cursor = page.nextCursor;
  }
};

it('shows every item once and in order, whatever the page size', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.string({ minLength: 1, maxLength: 20 }), { maxLength: 30 }),
      fc.integer({ min: 1, max: 12 }),
      (unsorted, limit) => {
        const items = unsorted.toSorted((a, b) => (a < b ? -1 : 1));
        const pages = all(items, limit);
        expect(pages.flat()).toEqual(items);
        expect(pages.slice(0, -1).every((page) => page.length === limit)).toBe(true);
      },
    ),
  );
});

it('goes on behind the last item shown when others come and go', () => {
  const first = pageOf(['a', 'b', 'c'], (item) => item, { limit: 2 });
  const cursor = first.nextCursor ?? undefined;
  expect(pageOf(['a', 'aa', 'c', 'd'], (item) => item, { limit: 2, cursor }).items).toEqual(['c', 'd']);
});

it('refuses a cursor it did not make', () => {
  expect(() => pageOf(['a'], (item) => item, { limit: 1, cursor: 'bogus' })).toThrow(InvalidCursorError);
});
