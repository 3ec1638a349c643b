import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { blockEnd, blockStart, replaceBlock } from '../../bench/readme-block.ts';
import { projectRoot } from '../../lib/bundle/bundle-lambda.ts';

const readme = (inside: string): string => `before\n${blockStart}${inside}${blockEnd}\nafter\n`;

describe('the block of the README', () => {
  it('is replaced, and nothing around it', () => {
    expect(replaceBlock(readme('\nold\nolder\n'), 'new\n')).toBe(readme('\nnew\n'));
  });

  it('is the same after a second writing of the same table', () => {
    const once = replaceBlock(readme('\n'), 'table $& $1');
    expect(replaceBlock(once, 'table $& $1')).toBe(once);
    expect(once).toContain('table $& $1');
  });

  it.each([
    ['without its start', `x ${blockEnd}`],
    ['without its end', `x ${blockStart}`],
    ['with two starts', `${blockStart}${blockStart}${blockEnd}`],
    ['the wrong way round', `${blockEnd}${blockStart}`],
  ])('is never written into a text %s', (_, text) => {
    expect(() => replaceBlock(text, 'new')).toThrow('README.md has');
  });

  it('has its place in the real README', async () => {
    const text = await readFile(join(projectRoot, 'README.md'), 'utf8');
    expect(replaceBlock(text, 'the table')).toContain(`${blockStart}\nthe table\n${blockEnd}`);
  });
});
