import { describe, expect, it } from 'vitest';
import { markdownTable } from '../../bench/markdown-table.ts';

const columns = [{ heading: 'part' }, { heading: 'ratio', figures: true }];

describe('a table of the bench', () => {
  it('is Markdown whose columns line up in a terminal, figures to the right', () => {
    const rows = [
      ['one', '1.5 ×'],
      ['the longest', '12.25 ×'],
    ];
    expect(markdownTable(columns, rows)).toBe(
      [
        '| part        |   ratio |',
        '| ----------- | ------: |',
        '| one         |   1.5 × |',
        '| the longest | 12.25 × |',
      ].join('\n'),
    );
  });

  it('refuses a row that would slip under a neighbour’s heading', () => {
    expect(() => markdownTable(columns, [['one']])).toThrow('1 cells for 2 columns');
  });
});
