import { textSchema } from '@carbon-track/contract/text.ts';
import { describe, expect, it } from 'vitest';

const accepted = (text: unknown) => textSchema(5).safeParse(text).data;

describe('text a person writes', () => {
  it('is trimmed, not blank and no longer than allowed', () => {
    expect(accepted(' damp ')).toBe('damp');
    expect(['', '   ', 'longer', null, 5].map(accepted)).toEqual(Array.from({ length: 5 }, () => undefined));
  });

  it('holds whole characters only', () => {
    expect(accepted('🔥 é')).toBe('🔥 é');
    expect(['\ud83d', 'a\udd25'].map(accepted)).toEqual([undefined, undefined]);
  });
});
