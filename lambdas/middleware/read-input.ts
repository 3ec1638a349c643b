import type { Route } from '@carbon-track/contract/route.ts';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import * as z from 'zod';
import { maxErrors, refuse } from './refusal.ts';

const idempotencyKeySchema = z.string().regex(/^[A-Za-z0-9_-]{8,64}$/);

const pathOf = (part: string, path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (text, key) => text + (typeof key === 'number' ? `[${key}]` : `.${String(key).slice(0, 60)}`),
    part,
  );

const parsePart = <Schema extends z.ZodType>(
  part: string,
  schema: Schema,
  value: unknown,
): z.output<Schema> => {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.slice(0, maxErrors).map((issue) => ({
    path: pathOf(part, issue.path),
    message: issue.message.slice(0, 300),
  }));
  throw refuse('invalid-input', 'Correct what `errors` lists and send the request again.', errors);
};

/** A parameter given twice has no single meaning, so it is refused rather than one of them chosen. */
const singleQuery = (event: APIGatewayProxyEvent): Record<string, string | undefined> => {
  const twice = Object.entries(event.multiValueQueryStringParameters ?? {}).find(
    ([, values]) => (values?.length ?? 0) > 1,
  );
  if (twice !== undefined)
    throw refuse('invalid-input', 'Give each query parameter once.', [
      { path: pathOf('query', [twice[0]]), message: 'given more than once' },
    ]);
  return event.queryStringParameters ?? {};
};

/** A header by its name in any case, or undefined. */
export const headerOf = (event: APIGatewayProxyEvent, name: string): string | undefined =>
  Object.entries(event.headers ?? {}).find(([key]) => key.toLowerCase() === name)?.[1];

const idempotencyKeyOf = (event: APIGatewayProxyEvent): string => {
  const key = idempotencyKeySchema.safeParse(headerOf(event, 'idempotency-key'));
  if (key.success) return key.data;
  throw refuse(
    'invalid-input',
    'Send an Idempotency-Key header of 8 to 64 letters, digits, "-" or "_", new for each upload and the same when it is repeated.',
    [{ path: 'header.Idempotency-Key', message: 'missing or malformed' }],
  );
};

/** Parses parameters, query, body (already read as JSON) and idempotency key. Throws `invalid-input` with the paths. */
export const readInput = (route: Route, event: APIGatewayProxyEvent, body: unknown) => ({
  params: parsePart('params', route.params, event.pathParameters ?? {}),
  query: parsePart('query', route.query, singleQuery(event)),
  body: route.body === null ? null : parsePart('body', route.body, body),
  idempotencyKey: route.idempotencyKey === 'required' ? idempotencyKeyOf(event) : '',
});
