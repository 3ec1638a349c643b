import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileMessage } from '@lingui/message-utils/compileMessage';
import { describe, expect, it } from 'vitest';
import en from './en.json' with { type: 'json' };
import sw from './sw.json' with { type: 'json' };

const catalogs: Record<string, Record<string, string>> = { en, sw };
const source = join(import.meta.dirname, '..');
const code = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((name) => /(?<!\.test)\.tsx?$/.test(name))
  .map((name) => readFileSync(join(source, name), 'utf8'))
  .join('\n');

/** Argument names of a message, sorted: both languages must ask for the same. */
const argumentsOf = (message: string): string[] => {
  const tokens = compileMessage(message);
  const names = (typeof tokens === 'string' ? [] : tokens).flatMap((token) =>
    typeof token === 'string' ? [] : [token[0]],
  );
  return [...new Set(names)].sort();
};

/** Ids used in code as a whole, and the beginnings of those put together from a value. */
const whole = new Set([...code.matchAll(/'([a-z_]+(?:\.[\w -]+)+)'/g)].map((match) => match[1] ?? ''));
const beginnings = [...code.matchAll(/`([a-z_]+(?:\.[a-z_]+)*\.)\$\{/g)].map((match) => match[1] ?? '');

describe('the catalogues', () => {
  it('hold the same ids', () => {
    expect(Object.keys(sw)).toEqual(Object.keys(en));
    expect(Object.keys(en).length).toBeGreaterThan(200);
  });

  it('leave nothing empty and ask for the same values', () => {
    for (const [id, message] of Object.entries(catalogs.en ?? {})) {
      const other = catalogs.sw?.[id] ?? '';
      expect(other.trim(), id).not.toBe('');
      expect(argumentsOf(other), id).toEqual(argumentsOf(message));
    }
  });

  it('hold no id that the portal does not use', () => {
    const unused = Object.keys(en).filter(
      (id) => !whole.has(id) && !beginnings.some((beginning) => id.startsWith(beginning)),
    );
    expect(unused).toEqual([]);
  });
});
