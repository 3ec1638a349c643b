import fc from 'fast-check';
import { expect, it } from 'vitest';
import * as z from 'zod';
import { decodeCursor, encodeCursor, InvalidCursorError } from '../../lambdas/adapters/cursor.ts';

const schema = z.strictObject({ fromMs: z.int().min(0) });

it('gives back the position it was made of', () => {
  expect(decodeCursor(encodeCursor({ fromMs: 5 }), schema)).toEqual({ fromMs: 5 });
});

it.each([
  '',
  'x',
  '%%',
  encodeCursor({ fromMs: -1 }),
  encodeCursor({ fromMs: 1, pk: 'USER#ops' }),
  encodeCursor(null),
  Buffer.from('{"fromMs":').toString('base64url'),
  Buffer.from([0xff, 0xfe, 0x00]).toString('base64url'),
])('refuses %j', (cursor) => {
  expect(() => decodeCursor(cursor, schema)).toThrow(InvalidCursorError);
});

it('answers any text with a position of the schema or the one error', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json().map(encodeCursor), fc.base64String()), (cursor) => {
      try {
        return schema.safeParse(decodeCursor(cursor, schema)).success;
      } catch (error) {
        return error instanceof InvalidCursorError;
      }
    }),
  );
});
