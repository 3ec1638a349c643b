import * as z from 'zod';
import { type JsonObject, jsonObjectSchema } from './merge-state.ts';

/** Why AWS IoT rejects an update, in its own codes. */
export type ShadowRejection = {
  readonly code: 400 | 409 | 413;
  readonly message: string;
  readonly clientToken?: string | undefined;
};

const deepest = 8;
const depthOf = (value: unknown): number =>
  typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0;

const side = (name: string) =>
  z
    .record(z.string(), z.unknown(), `${name} node must be an object`)
    .refine(
      (value) => depthOf(value) <= deepest,
      `JSON contains too many levels of nesting; maximum is ${deepest}`,
    )
    .nullable()
    .optional();

const wrongState = (code: string, input: unknown): string => {
  if (code === 'unrecognized_keys') return 'State contains an invalid node';
  return input === undefined ? 'Missing required node: state' : 'State node must be an object';
};

const requestSchema = z.object(
  {
    state: z.strictObject(
      { desired: side('Desired'), reported: side('Reported') },
      { error: ({ code, input }) => wrongState(code, input) },
    ),
    version: z.int('Invalid version').min(0, 'Invalid version').optional(),
    clientToken: z.string('Invalid clientToken').max(64, 'Invalid clientToken').optional(),
  },
  'Invalid JSON',
);
/** An update as it comes in. `version` is what the sender takes the shadow to have; absent where it does not care. */
export type ShadowRequest = z.infer<typeof requestSchema>;

const jsonOf = (payload: Buffer): unknown => {
  try {
    return JSON.parse(payload.toString('utf8'));
  } catch {
    return undefined;
  }
};

/** A token is given back even with a rejection, so that the sender knows which of its updates it was. */
const tokenOf = (document: unknown): string | undefined => {
  const found = jsonObjectSchema.safeParse(document).data?.clientToken;
  return typeof found === 'string' && found.length <= 64 ? found : undefined;
};

/** Reads an update, or says why AWS IoT would reject it. */
export const readShadowRequest = (
  payload: Buffer,
): { readonly request: ShadowRequest } | { readonly rejected: ShadowRejection } => {
  const document = jsonOf(payload);
  const parsed = requestSchema.safeParse(document);
  if (parsed.success) return { request: parsed.data };
  const message = parsed.error.issues[0]?.message ?? 'Invalid JSON';
  return { rejected: { code: 400, message, clientToken: tokenOf(document) } };
};

/** Both sides of a request that are there and hold something. */
export const sidesOf = ({
  state,
}: ShadowRequest): [side: 'desired' | 'reported', patch: JsonObject | null][] =>
  (['desired', 'reported'] as const).flatMap((name) => {
    const patch = state[name];
    return patch === undefined ? [] : [[name, patch]];
  });
