import * as z from 'zod';

/** A cursor that this code did not make: the caller's mistake, answered as such. */
export class InvalidCursorError extends Error {
  override readonly name = 'InvalidCursorError';
}

const jsonOf = z.base64url().transform((text, context) => {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString()) as unknown;
  } catch {
    context.addIssue('no JSON');
    return z.NEVER;
  }
});

/** Where a list goes on, as opaque text. */
export const encodeCursor = (position: unknown): string =>
  Buffer.from(JSON.stringify(position)).toString('base64url');

/** Reads a cursor back. Whatever comes in, the position fits `schema` or `InvalidCursorError` is thrown. */
export const decodeCursor = <Schema extends z.ZodType>(cursor: string, schema: Schema): z.output<Schema> => {
  const position = jsonOf.pipe(schema).safeParse(cursor);
  if (position.success) return position.data;
  throw new InvalidCursorError('The cursor is not one this API gave out; start again without it.');
};
