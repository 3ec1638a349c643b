import * as z from 'zod';
import {
  differenceOf,
  type JsonObject,
  jsonObjectSchema,
  mergeState,
  metadataFor,
  stampsOf,
} from './merge-state.ts';
import { type ShadowRejection, type ShadowRequest, sidesOf } from './shadow-request.ts';

const sides = z.object({ desired: jsonObjectSchema.optional(), reported: jsonObjectSchema.optional() });

/** A stored shadow. `version` rises with every accepted update; metadata mirror the state with Unix seconds. */
export const shadowDocumentSchema = z.object({ state: sides, metadata: sides, version: z.int().min(1) });
export type ShadowDocument = z.infer<typeof shadowDocumentSchema>;

/** AWS IoT stores no larger state; metadata do not count. */
export const maxShadowBytes = 8 * 1_024;

export type ShadowOutcome =
  | { readonly kind: 'rejected'; readonly rejection: ShadowRejection }
  | {
      readonly kind: 'accepted';
      readonly document: ShadowDocument;
      readonly answer: JsonObject;
      /** What to publish under `delta`; null when both sides agree. */
      readonly delta: JsonObject | null;
    };

const nothing: Omit<ShadowDocument, 'version'> = { state: {}, metadata: {} };

/** Lays each side of the request over the stored one; a side that is null goes. */
const mergeSides = (
  stored: ShadowDocument['state'],
  patches: readonly (readonly [string, JsonObject | null])[],
): ShadowDocument['state'] =>
  patches.reduce<ShadowDocument['state']>((merged, [side, patch]) => {
    const { [side as 'desired']: before, ...others } = merged;
    return patch === null ? others : { ...others, [side]: mergeState(before, patch) };
  }, stored);

/** The difference as AWS IoT publishes it, with the metadata of the keys in it. */
export const deltaOf = (
  { state, metadata, version }: ShadowDocument,
  timestamp: number,
  clientToken?: string | undefined,
): JsonObject | null => {
  const difference = state.desired === undefined ? null : differenceOf(state.desired, state.reported);
  if (difference === null) return null;
  return {
    version,
    timestamp,
    state: difference,
    metadata: metadataFor(difference, metadata.desired),
    ...(clientToken !== undefined && { clientToken }),
  };
};

/** Updates a shadow as AWS IoT does. `stored` is null where there is none yet; `timestamp` in Unix seconds. */
export const updateShadow = (
  stored: ShadowDocument | null,
  request: ShadowRequest,
  timestamp: number,
): ShadowOutcome => {
  const { clientToken } = request;
  const reject = (code: ShadowRejection['code'], message: string): ShadowOutcome => ({
    kind: 'rejected',
    rejection: { code, message, clientToken },
  });
  if (request.version !== undefined && request.version !== (stored?.version ?? 0))
    return reject(409, 'Version conflict');
  const patches = sidesOf(request);
  const stamps = patches.map(
    ([side, patch]) => [side, patch === null ? null : stampsOf(patch, timestamp)] as const,
  );
  const document: ShadowDocument = {
    state: mergeSides((stored ?? nothing).state, patches),
    metadata: mergeSides((stored ?? nothing).metadata, stamps),
    version: (stored?.version ?? 0) + 1,
  };
  if (Buffer.byteLength(JSON.stringify(document.state)) > maxShadowBytes)
    return reject(413, 'The payload exceeds the maximum size allowed');
  const answer = {
    state: request.state,
    metadata: Object.fromEntries(stamps),
    version: document.version,
    timestamp,
    ...(clientToken !== undefined && { clientToken }),
  };
  return { kind: 'accepted', document, answer, delta: deltaOf(document, timestamp, clientToken) };
};
