import type * as z from 'zod';

/**
 * Parses a Lambda's environment with its schema. CDK calls it at synthesis and `main.ts` at start, so a
 * missing variable stops a deployment rather than a request.
 * Throws one sentence that names the Lambda and each variable that does not fit.
 */
export const readEnvironment = <Schema extends z.ZodType>(
  lambda: string,
  schema: Schema,
  variables: Readonly<Record<string, string | undefined>>,
): z.output<Schema> => {
  const parsed = schema.safeParse(variables);
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map((issue) => `${issue.path.join('.')} (${issue.message})`);
  throw new Error(
    `The environment of the Lambda ${lambda} does not fit lambdas/${lambda}/env.ts: ${wrong.join(', ')}. ` +
      'Give it these variables where lib/ builds the function.',
  );
};
