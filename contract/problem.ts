import * as z from 'zod';

/** The one error body of the API: RFC 9457 problem details. `detail` says what to do next. */
export const problemSchema = z.object({
  type: z.string().describe('urn:carbon-track:problem:<kind>'),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  instance: z.string().optional().describe('request id, to quote to ops'),
  errors: z
    .array(
      z.object({ path: z.string().describe('where in the input, `body.rows[3][2]`'), message: z.string() }),
    )
    .optional(),
});
export type Problem = z.infer<typeof problemSchema>;

/** Every kind of problem and its HTTP status, once. */
export const problemStatus = {
  'invalid-input': 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  'payload-too-large': 413,
  'unsupported-media-type': 415,
  'too-many-requests': 429,
  internal: 500,
  unavailable: 503,
} as const;
export type ProblemKind = keyof typeof problemStatus;

const titles: Record<ProblemKind, string> = {
  'invalid-input': 'The request does not fit the contract',
  unauthenticated: 'Sign in first',
  forbidden: 'Not allowed for this account',
  'not-found': 'Not found',
  conflict: 'The request conflicts with what is stored',
  'payload-too-large': 'The request is too large',
  'unsupported-media-type': 'The media type is not supported',
  'too-many-requests': 'Too many requests',
  internal: 'Something failed on our side',
  unavailable: 'Temporarily unavailable',
};

/** Builds the body for one kind of problem. */
export const problem = (
  kind: ProblemKind,
  detail: string,
  extra: Pick<Problem, 'instance' | 'errors'> = {},
): Problem => ({
  type: `urn:carbon-track:problem:${kind}`,
  title: titles[kind],
  status: problemStatus[kind],
  detail,
  ...extra,
});
